import { dataClasses } from '@civic-graph/policy';
import { z } from 'zod';

const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(most, `must have at most ${most} characters`)
    .regex(/^\P{Cc}*$/u, 'must be one line');

/** A text for people, in both languages. */
const localized = (most: number) => z.strictObject({ zh: line(most), en: line(most) });

/** Names of subgraphs become parts of signatures, variables and scopes. */
const subgraphName = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be lower-case letters, digits and single hyphens')
  .max(40, 'must have at most 40 characters');

const agencyId = subgraphName;

/** Fields of government, as `AgencyKind` in the graph. */
export const agencyKinds = [
  'CIVIL_AFFAIRS',
  'TRANSPORT',
  'FINANCE',
  'STATISTICS',
  'PUBLIC_SECURITY',
  'EDUCATION',
  'CULTURE',
  'HEALTH',
  'HOUSING',
  'LABOUR',
  'ENVIRONMENT',
  'OTHER',
] as const;

const scope = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*:[a-z][a-z0-9-]*$/, 'must be <subgraph>:<name>, lower case'),
  /** The highest class of data behind the scope. */
  dataClass: z.enum(dataClasses).exclude(['C4'], 'data of class C4 is never published'),
  title: localized(100),
  /** Text that a citizen reads before consenting. */
  content: localized(500),
  /** For officials only: no app can be approved for it. */
  officialsOnly: z.boolean().default(false),
  /** Purposes for which apps may request it. Default is every purpose of the platform. */
  purposes: z.array(line(60)).min(1).optional(),
  /** Agency that decides on requests for it. Default is the agency of the manifest. */
  decidedBy: agencyId.optional(),
});

/** Everything that an agency says about itself; published with its schema. */
export const manifestSchema = z
  .strictObject({
    formatVersion: z.literal(1, 'must be 1'),
    /** Name in the supergraph. */
    subgraph: subgraphName,
    /** Owner of the subgraph. */
    agency: z.strictObject({
      id: agencyId,
      name: localized(60),
      kind: z.enum(agencyKinds),
      homepage: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }),
      phone: z.string().regex(/^\+[1-9]\d{4,14}$/, 'must be an E.164 number, such as +8657112000002'),
    }),
    /** Address and topic of a contact. */
    contacts: z
      .array(z.strictObject({ about: z.enum(['engineering', 'security', 'access']), email: z.email() }))
      .min(1, 'must name at least one contact'),
    /** URL at which the gateway calls the subgraph. */
    endpoint: z.union(
      [z.url({ protocol: /^https?$/ }), z.string().regex(/^unix:\/[^:]+(:\/.*)?$/)],
      'must be an http or https URL, or unix:/path/of.sock',
    ),
    /** Signatures of calls between the gateway and the subgraph (RFC 9421). */
    signing: z.discriminatedUnion('algorithm', [
      /** Under a secret that both share; the secret is never part of a manifest. */
      z.strictObject({ algorithm: z.literal('hmac-sha256') }),
      z.strictObject({
        algorithm: z.literal('ed25519'),
        /** The agency's public key, base64url of 32 bytes; the gateway signs with its own key. */
        publicKey: z.string().regex(/^[\w-]{43}$/, 'must be base64url of the 32 bytes of an Ed25519 key'),
      }),
    ]),
    scopes: z.array(scope).max(100),
  })
  .superRefine(({ subgraph, scopes }, context) => {
    const seen = new Set<string>();
    for (const [position, { id }] of scopes.entries()) {
      const path = ['scopes', position, 'id'];
      // Otherwise one agency could redefine what citizens consent to at another.
      if (!id.startsWith(`${subgraph}:`)) {
        context.addIssue({ code: 'custom', path, message: `must begin with ${subgraph}:` });
      }
      if (seen.has(id)) context.addIssue({ code: 'custom', path, message: `${id} is defined twice` });
      seen.add(id);
    }
  });

export type Manifest = z.infer<typeof manifestSchema>;
