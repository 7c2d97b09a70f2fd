import { tokenExchange } from '@civic-graph/tokens';
import {
  type AccessToken,
  type Client,
  type ClientCredentials,
  errors,
  type JWK,
  type Provider,
} from 'oidc-provider';
import { z } from 'zod';
import { findApp } from '../../store/directory.ts';
import { scopesForPurpose } from '../account.ts';
import { permittedScopes } from '../authorize.ts';
import { signInOfGrant } from '../grant.ts';
import type { IssuerDependencies } from '../issuer.ts';
import { resourceServer } from '../resource-server.ts';
import { rememberExchange } from './exchanged-tokens.ts';
import { isRevoked } from './is-revoked.ts';
import { type SubjectToken, subjectTokenReader } from './read-subject-token.ts';

/** Longest life of an exchanged token: gateways exchange the agent's token again. */
const exchangedTokenSeconds = 5 * 60;

const names = [
  ...['subject_token', 'subject_token_type', 'requested_token_type'],
  ...['actor_token', 'audience', 'resource', 'scope'],
] as const;

const parameters = z.object({
  subject_token: z.string(),
  subject_token_type: z.literal(tokenExchange.accessToken),
  requested_token_type: z.literal(tokenExchange.accessToken).optional(),
  actor_token: z.undefined(),
  audience: z.string().optional(),
  resource: z.string().optional(),
  scope: z.string().optional(),
});

/**
 * Exchanges an agent's token for the MCP server into one for the graph (RFC 8693): the same app, citizen and
 * grant, no more scopes, a shorter life. Only the gateway's client may use it.
 */
export function offerTokenExchange(
  provider: Provider,
  keys: readonly JWK[],
  dependencies: IssuerDependencies,
): void {
  const { audience, mcpUrl, database, agencies, clock } = dependencies;
  if (mcpUrl === null) return;
  const readSubjectToken = subjectTokenReader(keys, { ...dependencies, mcpUrl });
  const onlyTarget = new Set<string | undefined>([undefined, audience]);

  provider.registerGrantType(
    tokenExchange.grantType,
    async (ctx) => {
      const asked = parameters.safeParse(ctx.oidc.params);
      if (!asked.success)
        throw new errors.InvalidRequest(`${asked.error.issues[0]?.path.join('.')} is missing or unsupported`);
      const { data } = asked;
      if (!onlyTarget.has(data.audience) || !onlyTarget.has(data.resource)) throw new errors.InvalidTarget();
      const subject = await readSubjectToken(data.subject_token);
      const app = await provider.Client.find(subject.client_id);
      if (app === undefined || (await isRevoked(database, subject))) throw revoked();
      const scopes = narrowed(subject, data.scope);
      const token =
        subject.principal === 'app'
          ? await forApp(subject, app, scopes)
          : await forPerson(subject, app, scopes);
      const { grant, auth_time: authTime } = subject;
      rememberExchange(token, { authTime, claims: { act: { sub: ctx.oidc.client.clientId }, grant } });
      ctx.body = {
        access_token: await token.save(),
        issued_token_type: tokenExchange.accessToken,
        token_type: 'Bearer',
        expires_in: token.expiration,
        scope: token.scope ?? '',
      };
    },
    names,
  );

  /** According to the current consent and approval, which may have shrunk since the agent's token. */
  async function forPerson(
    subject: SubjectToken,
    client: Client,
    scopes: readonly string[],
  ): Promise<AccessToken> {
    const grant = await provider.Grant.find(subject.grant);
    if (grant?.accountId === undefined || grant.clientId !== client.clientId) throw revoked();
    const { accountId } = grant;
    const signIn = await signInOfGrant(dependencies, subject.grant, accountId, client.clientId);
    const permitted = signIn.scopesWithoutConsent ?? (await permittedScopes(dependencies, signIn, clock()));
    return new provider.AccessToken({
      accountId,
      client,
      grantId: subject.grant,
      gty: 'token_exchange',
      expiresIn: secondsLeft(subject),
      scope: agencies.current.intersectScopes(scopes, permitted).join(' '),
      resourceServer: resourceServer({ provider, dependencies }, permitted),
    });
  }

  async function forApp(
    subject: SubjectToken,
    client: Client,
    scopes: readonly string[],
  ): Promise<ClientCredentials> {
    const row = await findApp(database, client.clientId);
    if (row === undefined) throw revoked();
    const permitted = scopesForPurpose(agencies.current, row, row.purposes[0] ?? null);
    const token = new provider.ClientCredentials({
      client,
      expiresIn: secondsLeft(subject),
      scope: agencies.current.intersectScopes(scopes, permitted).join(' '),
    });
    token.resourceServer = resourceServer({ provider, dependencies }, permitted);
    return token;
  }

  function secondsLeft({ exp }: SubjectToken): number {
    const left = exp - Math.floor(clock().getTime() / 1000);
    return Math.max(1, Math.min(exchangedTokenSeconds, left));
  }
}

/** @throws errors.InvalidScope for a scope that the agent's token has not */
function narrowed({ scope: own }: SubjectToken, asked: string | undefined): readonly string[] {
  if (asked === undefined) return own;
  const scopes = asked.split(' ').filter(Boolean);
  const further = scopes.filter((scope) => !own.includes(scope));
  if (further.length > 0)
    throw new errors.InvalidScope('subject_token does not have this scope', further.join(' '));
  return scopes;
}

function revoked(): errors.InvalidRequest {
  return new errors.InvalidRequest('subject_token is no longer valid');
}
