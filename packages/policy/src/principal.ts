import { z } from 'zod';

/** Assurance level of the identification (OIDC `acr`). Step-up raises `substantial` to `high`. */
export const assuranceLevels = ['substantial', 'high'] as const;

const scopes = z.array(z.string()).readonly();
const app = { clientId: z.string(), scopes, purpose: z.string().nullable() };
const person = { ...app, subject: z.string(), assurance: z.enum(assuranceLevels) };

/** A program that publishes one subgraph of an agency. */
const machine = z.object({
  agency: z.string(),
  subgraph: z.string(),
  /** Subject of the official who has registered it, and cannot approve what it publishes. */
  registeredBy: z.string(),
});

/**
 * The caller. The gateway derives it from a verified access token and passes it, signed, to the subgraphs.
 *
 * `citizenKey` is the internal key of a citizen and must not reach an answer, a log, an error or a metric.
 * `subject` is the pairwise identifier that an app may know.
 */
export const principalSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('anonymous') }),
  z.object({
    kind: z.literal('app'),
    ...app,
    /** Set for a program of an agency, such as its CI; its roles are all that it may do. */
    machine: machine.optional(),
    roles: scopes.optional(),
  }),
  z.object({
    kind: z.literal('citizen'),
    ...person,
    citizenKey: z.string(),
    /** Scopes that the citizen has consented to for this app and purpose. */
    consents: scopes,
    consentId: z.string().nullable(),
    /** Scopes that the app is approved for, regardless of consent; defaults to the granted scopes. */
    approved: scopes.optional(),
  }),
  z.object({ kind: z.literal('operator'), ...person, agency: z.string(), roles: scopes }),
  z.object({ kind: z.literal('admin'), ...person, roles: scopes }),
  /** Developer of partner apps; `developer` is the account that owns them. */
  z.object({ kind: z.literal('developer'), ...person, developer: z.string(), roles: scopes }),
]);

export type Principal = z.infer<typeof principalSchema>;
export type AssuranceLevel = (typeof assuranceLevels)[number];

export const anonymous: Principal = Object.freeze({ kind: 'anonymous' });
