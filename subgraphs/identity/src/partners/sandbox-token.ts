import { allowsPurpose } from '@civic-graph/agencies';
import { enrolledAssurance, findAccount } from '../issuer/account.ts';
import type { Issuer } from '../issuer/issuer.ts';
import { type MintedToken, mintAccessToken } from '../issuer/mint-access-token.ts';
import { citizenByLoginName } from '../store/citizens.ts';
import { findApp } from '../store/directory.ts';

export interface SandboxRequest {
  readonly developer: string;
  readonly clientId: string;
  /** Login name of an invented citizen. */
  readonly citizen: string;
}

export type SandboxOutcome =
  | { readonly kind: 'issued'; readonly token: MintedToken }
  | { readonly kind: 'not-found' | 'closed' | 'no-synthetic-citizen' };

/**
 * Issues a token for an invented citizen with everything that the app's newest request asks for, approved or
 * not; no real data can leak.
 *
 * @param issuer null if the deployment has no sandbox
 */
export async function issueSandboxToken(
  issuer: Issuer | null,
  { developer, clientId, citizen: loginName }: SandboxRequest,
): Promise<SandboxOutcome> {
  if (issuer === null) return { kind: 'closed' };
  const { database } = issuer.dependencies;
  if (clientId.includes('\0') || loginName.includes('\0')) return { kind: 'not-found' };
  const app = await findApp(database, clientId);
  if (app?.developer !== developer) return { kind: 'not-found' };
  const citizen = await citizenByLoginName(database, loginName);
  if (!citizen?.synthetic) return { kind: 'no-synthetic-citizen' };
  const account = await findAccount(database, citizen.key);
  if (account === undefined) return { kind: 'no-synthetic-citizen' };
  const purpose = app.purposes[0] ?? null;
  const scopes = await askedScopes(issuer, clientId, purpose);
  const signIn = {
    account,
    app,
    purpose,
    assurance: enrolledAssurance(account),
    scopesWithoutConsent: scopes,
  };
  const token = await mintAccessToken(issuer, signIn, { granted: scopes, permitted: scopes });
  return token === undefined ? { kind: 'closed' } : { kind: 'issued', token };
}

/** Scopes of the newest request or draft that may be used for the purpose. */
async function askedScopes(
  { dependencies: { database, agencies } }: Issuer,
  clientId: string,
  purpose: string | null,
): Promise<string[]> {
  const newest = await database
    .selectFrom('access_request')
    .select('fields')
    .where('client_id', '=', clientId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  const directory = agencies.current;
  return directory.inOrder(newest?.fields.flatMap(({ scopes }) => scopes) ?? []).filter((scope) => {
    const described = directory.describeScope(scope);
    return described !== undefined && allowsPurpose(described, purpose);
  });
}
