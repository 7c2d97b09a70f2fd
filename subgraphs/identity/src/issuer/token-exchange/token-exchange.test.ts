import {
  type App,
  approvedScopes,
  authorizationUrl,
  Browser,
  claimsOf,
  connectApp,
  giveBack,
  logIn,
  redeem,
} from '@civic-graph/testing';
import { exchangeClient, tokenExchange } from '@civic-graph/tokens';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type IdentityDeployment, startIdentity } from '../../identity-deployment.fixture.ts';

let identity: IdentityDeployment;
let app: App;
let mcp: string;
let graph: string;

beforeAll(async () => {
  identity = await startIdentity();
  app = await connectApp(identity);
  mcp = identity.config.mcpUrl ?? '';
  graph = identity.config.audience;
});
afterAll(() => identity.stop());

/** A persona's token, as an agent of the app gets it. */
async function tokenOf(persona: string, more: object = {}): Promise<string> {
  const response = await fetch(`${identity.url}/demo/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ persona, resource: mcp, ...more }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

type Reply = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };

async function exchange(
  token: string,
  more: Readonly<Record<string, string>> = {},
  { id, secret } = exchangeClient(identity.config.subgraphSecret),
): Promise<Reply> {
  const response = await fetch(`${identity.url}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({
      grant_type: tokenExchange.grantType,
      subject_token: token,
      subject_token_type: tokenExchange.accessToken,
      ...more,
    }),
  });
  return { status: response.status, body: (await response.json()) as Reply['body'] };
}

describe('an agent’s token', () => {
  it('becomes one for the graph: same app, citizen, grant and purpose, and the gateway as its actor', async () => {
    const agents = await tokenOf('lin');
    const before = claimsOf(agents);
    expect(before.aud).toBe(mcp);
    expect(before).not.toHaveProperty('act');
    const { status, body } = await exchange(agents);
    expect([status, body.token_type, body.issued_token_type]).toEqual([
      200,
      'Bearer',
      tokenExchange.accessToken,
    ]);
    const after = claimsOf(String(body.access_token));
    const same = [
      'client_id',
      'sub',
      'grant',
      'purpose',
      'scope',
      'acr',
      'auth_time',
      'consent_id',
      'principal',
      'iss',
    ];
    for (const name of same) expect([name, after[name]]).toEqual([name, before[name]]);
    expect(after).toMatchObject({ aud: graph, act: { sub: 'civic-mcp' } });
    expect(Number(after.exp) - Number(after.iat)).toBe(300);
  });

  it('of an app by itself, too', async () => {
    const before = claimsOf(await tokenOf('wechat-city'));
    const agents = await client.clientCredentialsGrant(app.configuration, { resource: mcp });
    const { body } = await exchange(agents.access_token);
    expect(claimsOf(String(body.access_token))).toMatchObject({
      aud: graph,
      principal: 'app',
      client_id: before.client_id,
      grant: claimsOf(agents.access_token).grant,
      act: { sub: 'civic-mcp' },
    });
  });

  it('never gets more scopes, and fewer on request', async () => {
    const [one = '', two = ''] = approvedScopes['wechat-city'];
    const agents = await tokenOf('lin', { scopes: [one] });
    expect(claimsOf(String((await exchange(agents)).body.access_token)).scope).toBe(one);
    expect(await exchange(agents, { scope: two })).toMatchObject({
      status: 400,
      body: { error: 'invalid_scope' },
    });
    const both = await tokenOf('lin', { scopes: [one, two] });
    expect((await exchange(both, { scope: two })).body.scope).toBe(two);
  });

  it('from the browser flow, by the resource of the request', async () => {
    const { url, verifier } = await authorizationUrl(app, 'openid identity:basic', { resource: mcp });
    const back = await logIn(new Browser(identity.url), url, 'lin');
    const { access_token: agents } = await redeem(app, back.url, verifier);
    expect(claimsOf(agents)).toMatchObject({ aud: mcp, scope: 'identity:basic' });
    expect((await exchange(agents)).status).toBe(200);
    await giveBack(app, agents);
    expect(await exchange(agents)).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
  });
});

describe('is refused', () => {
  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['another target', { audience: 'https://elsewhere.example' }, 'invalid_target'],
    ['the MCP server as target', { resource: 'https://graph.civic-graph.example/mcp' }, 'invalid_target'],
    [
      'another type of token',
      { subject_token_type: 'urn:ietf:params:oauth:token-type:id_token' },
      'invalid_request',
    ],
    [
      'a refresh token in return',
      { requested_token_type: 'urn:ietf:params:oauth:token-type:refresh_token' },
      'invalid_request',
    ],
    ['a second actor', { actor_token: 'a.b.c' }, 'invalid_request'],
  ])('%s', async (_, more, error) => {
    expect(await exchange(await tokenOf('lin'), more)).toMatchObject({ status: 400, body: { error } });
  });

  it('a token for the graph, an exchanged one, an official’s, a forged one', async () => {
    const exchanged = String((await exchange(await tokenOf('lin'))).body.access_token);
    const [header, , signature] = exchanged.split('.');
    const forged = [header, Buffer.from(JSON.stringify({ aud: mcp })).toString('base64url'), signature].join(
      '.',
    );
    const official = await tokenOf('operator-transport');
    for (const token of [await tokenOf('lin', { resource: graph }), exchanged, official, forged, 'x', '']) {
      expect(await exchange(token)).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
    }
  });

  it('any client but the gateway’s', async () => {
    const { id } = exchangeClient(identity.config.subgraphSecret);
    expect((await exchange(await tokenOf('lin'), {}, { id, secret: 'x' })).status).toBe(401);
    const params = { subject_token: await tokenOf('lin'), subject_token_type: tokenExchange.accessToken };
    await expect(
      client.genericGrantRequest(app.configuration, tokenExchange.grantType, params),
    ).rejects.toMatchObject({
      error: 'invalid_request',
    });
  });

  it('the gateway’s client at every other endpoint', async () => {
    const { id, secret } = exchangeClient(identity.config.subgraphSecret);
    const asked = `client_id=${id}&response_type=code&scope=openid&redirect_uri=https://evil.example/`;
    const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
    const statuses = [
      (await fetch(`${identity.url}/auth?${asked}`, { redirect: 'manual' })).status,
      (
        await fetch(`${identity.url}/request`, {
          method: 'POST',
          headers: { authorization },
          body: new URLSearchParams(asked),
        })
      ).status,
      (
        await fetch(
          `${identity.url}/session/end?client_id=${id}&post_logout_redirect_uri=https://evil.example/`,
          { redirect: 'manual' },
        )
      ).status,
    ];
    expect(statuses).toEqual([400, 400, 400]);
  });

  it('the gateway’s client at every other grant type', async () => {
    for (const grant_type of ['client_credentials', 'authorization_code', 'refresh_token']) {
      expect(await exchange('', { grant_type })).toMatchObject({ status: 400 });
    }
  });
});

it('without an MCP server there are no tokens for it, and no exchange', async () => {
  const without = await startIdentity({ mcpUrl: null });
  try {
    const other = await connectApp(without);
    await expect(client.clientCredentialsGrant(other.configuration, { resource: mcp })).rejects.toMatchObject(
      {
        error: 'invalid_target',
      },
    );
    const params = { subject_token: 'x', subject_token_type: tokenExchange.accessToken };
    await expect(
      client.genericGrantRequest(other.configuration, tokenExchange.grantType, params),
    ).rejects.toMatchObject({
      error: 'unsupported_grant_type',
    });
  } finally {
    await without.stop();
  }
});
