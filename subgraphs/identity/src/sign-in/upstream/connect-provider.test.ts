import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { providerConnector } from './connect-provider.ts';
import { createProviderFetch } from './provider-fetch.ts';
import { type ScriptedIssuer, scriptedClient, startScriptedIssuer } from './scripted-issuer.fixture.ts';

let issuer: ScriptedIssuer;
beforeAll(async () => {
  issuer = await startScriptedIssuer();
});
afterAll(() => issuer.close());
afterEach(() => {
  issuer.script.metadata = {};
});

let now = new Date();
function connector(address = issuer.url) {
  const options = { loopback: true, clock: () => now };
  return providerConnector(
    {
      id: 'scripted',
      name: { zh: '剧本', en: 'Scripted' },
      issuer: address,
      clientId: scriptedClient,
      authentication: { method: 'client_secret_basic', secret: 'secret' },
      scopes: ['openid'],
      assurance: [],
      people: { citizen: 'number' },
    },
    { ...options, fetch: createProviderFetch(options) },
  );
}

describe('the metadata of a provider', () => {
  it.each<[string, object]>([
    // Of the conformance suite's plan oidcc-client-config-certification-test-plan.
    ['oidcc-client-test-discovery-issuer-mismatch', { issuer: 'https://attacker.example' }],
    ['no keys', { jwks_uri: undefined }],
    ['no authorization endpoint', { authorization_endpoint: undefined }],
    ['a token endpoint without TLS', { token_endpoint: 'http://login.example/token' }],
    ['a script as the authorization endpoint', { authorization_endpoint: 'javascript:alert(1)' }],
  ])('is refused: %s', async (_, metadata) => {
    issuer.script.metadata = metadata as Record<string, unknown>;
    await expect(connector()()).rejects.toMatchObject({ code: 'provider_unavailable' });
  });

  it('of another issuer than the configured one is refused', async () => {
    await expect(connector(`${issuer.url}/tenant`)()).rejects.toMatchObject({ code: 'provider_unavailable' });
  });

  it('is read again after a failure, and every ten minutes', async () => {
    const connect = connector();
    issuer.script.metadata = { jwks_uri: undefined };
    await expect(connect()).rejects.toMatchObject({ code: 'provider_unavailable' });
    issuer.script.metadata = {};
    const [one, two] = await Promise.all([connect(), connect()]);
    expect(two).toBe(one);
    issuer.script.metadata = { token_endpoint: `${issuer.url}/moved` };
    expect((await connect()).metadata.token_endpoint).toBe(`${issuer.url}/token`);
    now = new Date(now.getTime() + 10 * 60_000);
    expect((await connect()).metadata.token_endpoint).toBe(`${issuer.url}/moved`);
  });
});
