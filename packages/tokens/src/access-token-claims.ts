import { assuranceLevels, type Principal } from '@civic-graph/policy';
import { z } from 'zod';
import { acrOf } from './assurance-classes.ts';
import { unsealCitizenKey } from './citizen-key.ts';

const client = {
  client_id: z.string(),
  scope: z
    .string()
    .default('')
    .transform((scope) => scope.split(' ').filter(Boolean)),
  purpose: z.string().nullish(),
};
const person = {
  ...client,
  sub: z.string(),
  acr: z.enum(acrOf).transform((acr) => assuranceLevels.find((level) => acrOf[level] === acr) ?? z.NEVER),
};
const roles = z.array(z.string()).default([]);

const machine = z
  .object({ agency: z.string(), subgraph: z.string(), registered_by: z.string() })
  .transform(({ agency, subgraph, registered_by: registeredBy }) => ({ agency, subgraph, registeredBy }));

/** Claims of an access token, apart from those about its validity. */
const claimsSchema = z.discriminatedUnion('principal', [
  z.object({ principal: z.literal('app'), ...client, machine: machine.optional(), roles }),
  z.object({
    principal: z.literal('citizen'),
    ...person,
    citizen: z.string(),
    consent: z.array(z.string()).default([]),
    consent_id: z.string().nullish(),
    approved: z.array(z.string()).optional(),
  }),
  z.object({ principal: z.literal('operator'), ...person, agency: z.string(), roles }),
  z.object({ principal: z.literal('admin'), ...person, roles }),
  z.object({ principal: z.literal('developer'), ...person, developer: z.string(), roles }),
]);

/** @throws if the claims are not ours or the citizen key cannot be unsealed */
export async function principalFromClaims(
  claims: unknown,
  citizenKeySecret: string,
): Promise<Exclude<Principal, { kind: 'anonymous' }>> {
  const parsed = claimsSchema.parse(claims);
  const app = { clientId: parsed.client_id, scopes: parsed.scope, purpose: parsed.purpose ?? null };
  if (parsed.principal === 'app') {
    // Roles of an app come with what limits them.
    const { machine, roles } = parsed;
    return { kind: 'app', ...app, ...(machine && { machine, roles }) };
  }
  const someone = { ...app, subject: parsed.sub, assurance: parsed.acr };
  switch (parsed.principal) {
    case 'citizen':
      return {
        kind: 'citizen',
        ...someone,
        citizenKey: await unsealCitizenKey(parsed.citizen, citizenKeySecret),
        consents: parsed.consent,
        consentId: parsed.consent_id ?? null,
        ...(parsed.approved && { approved: parsed.approved }),
      };
    case 'operator':
      return { kind: 'operator', ...someone, agency: parsed.agency, roles: parsed.roles };
    case 'admin':
      return { kind: 'admin', ...someone, roles: parsed.roles };
    case 'developer':
      return { kind: 'developer', ...someone, developer: parsed.developer, roles: parsed.roles };
  }
}
