import { randomUUID } from 'node:crypto';
import type { Principal } from '@civic-graph/policy';
import { acrOf, sealCitizenKey } from '@civic-graph/tokens';
import type { JWTPayload } from 'jose';

/** Returns the issuer's access token claims for this caller, valid for five minutes. */
export async function accessTokenClaims(
  principal: Exclude<Principal, { kind: 'anonymous' }>,
  issuer: { readonly issuer: string; readonly audience: string; readonly citizenKeySecret: string },
  now: Date,
): Promise<JWTPayload> {
  const iat = Math.floor(now.getTime() / 1000);
  return {
    iss: issuer.issuer,
    aud: issuer.audience,
    iat,
    exp: iat + 300,
    jti: randomUUID(),
    client_id: principal.clientId,
    scope: principal.scopes.join(' '),
    principal: principal.kind,
    ...(principal.purpose !== null && { purpose: principal.purpose }),
    ...(await claimsOfKind(principal, issuer.citizenKeySecret)),
  };
}

function machineClaims({ machine, roles }: Extract<Principal, { kind: 'app' }>): JWTPayload {
  if (machine === undefined) return {};
  const { registeredBy: registered_by, ...rest } = machine;
  return { machine: { ...rest, registered_by }, roles };
}

async function claimsOfKind(
  principal: Exclude<Principal, { kind: 'anonymous' }>,
  citizenKeySecret: string,
): Promise<JWTPayload> {
  if (principal.kind === 'app') return { sub: principal.clientId, ...machineClaims(principal) };
  const person = { sub: principal.subject, acr: acrOf[principal.assurance] };
  switch (principal.kind) {
    case 'citizen':
      return {
        ...person,
        citizen: await sealCitizenKey(principal.citizenKey, citizenKeySecret),
        consent: principal.consents,
        ...(principal.consentId !== null && { consent_id: principal.consentId }),
        ...(principal.approved && { approved: principal.approved }),
      };
    case 'operator':
      return { ...person, agency: principal.agency, roles: principal.roles };
    case 'admin':
      return { ...person, roles: principal.roles };
    case 'developer':
      return { ...person, developer: principal.developer, roles: principal.roles };
  }
}
