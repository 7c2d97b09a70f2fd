import { generateKeyPairSync } from 'node:crypto';
import { type App, authorizationUrl, Browser, connectApp, freePort, type Visit } from '@civic-graph/testing';
import type { JWK } from 'jose';
import { type IdentityDeployment, startIdentity } from '../../identity-deployment.fixture.ts';
import type { ProviderSettings } from './provider-settings.ts';
import { startUpstreamIssuer, type UpstreamIssuer, upstreamSecret } from './upstream-issuer.fixture.ts';

/** The identity service without a test login, and the issuer through which people sign in. */
export interface UpstreamCity {
  readonly identity: IdentityDeployment;
  readonly upstream: UpstreamIssuer;
  readonly app: App;
  readonly console: App;
  stop(): Promise<void>;
}

export const scope = 'openid identity:basic identity:consents';

export async function startUpstreamCity(): Promise<UpstreamCity> {
  const port = await freePort();
  const deaf = await freePort();
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const shared = {
    issuer: `http://127.0.0.1:${port}`,
    scopes: ['openid'],
    assurance: [
      { level: 'high', acr: ['urn:province:face'], amr: [] },
      { level: 'substantial', acr: ['urn:province:sms'], amr: [] },
    ],
  } as const;
  const signInProviders: ProviderSettings[] = [
    {
      ...shared,
      id: 'province',
      name: { zh: '省统一认证', en: 'Provincial sign-in' },
      clientId: 'province',
      authentication: { method: 'client_secret_basic', secret: upstreamSecret },
      people: { citizen: 'resident_id_number' },
    },
    {
      ...shared,
      id: 'staff',
      name: { zh: '职员认证', en: 'Staff sign-in' },
      clientId: 'staff',
      authentication: { method: 'private_key_jwt', key: privateKey, algorithm: 'ES256', kid: undefined },
      assurance: [{ level: 'high', acr: [], amr: ['hwk', 'user'] }],
      people: { official: 'staff_number' },
    },
    {
      ...shared,
      id: 'texts',
      name: { zh: '短信认证', en: 'A code by SMS' },
      clientId: 'texts',
      authentication: { method: 'client_secret_basic', secret: upstreamSecret },
      assurance: [{ level: 'substantial', acr: ['urn:province:sms'], amr: [] }],
      people: { citizen: 'resident_id_number' },
    },
    {
      ...shared,
      id: 'down',
      name: { zh: '停用的认证', en: 'A sign-in that is down' },
      issuer: `http://127.0.0.1:${deaf}`,
      clientId: 'city',
      authentication: { method: 'client_secret_basic', secret: upstreamSecret },
      people: { citizen: 'resident_id_number' },
    },
  ];
  const identity = await startIdentity({
    signInProviders,
    demo: { testLogin: false, personaTokens: true, syntheticCitizens: true, sandboxTokens: true },
  });
  const { d: _, ...publicKey } = privateKey.export({ format: 'jwk' });
  const upstream = await startUpstreamIssuer(port, identity.url, { clientKey: publicKey as JWK });
  return {
    identity,
    upstream,
    app: await connectApp(identity),
    console: await connectApp(identity, 'civic-console'),
    async stop() {
      await upstream.close();
      await identity.stop();
    },
  };
}

/** The browser of one person, who has a session at the city and one at the upstream issuer. */
export class Person {
  readonly city: Browser;
  upstream: Browser;

  constructor({ identity, upstream }: UpstreamCity) {
    this.city = new Browser(identity.url);
    this.upstream = new Browser(upstream.url);
  }

  /** Chooses a provider on the login page. @returns where the browser was sent */
  async choose(login: Visit, provider: string): Promise<Visit> {
    return this.city.open(`${new URL(login.url).pathname}/upstream/${provider}`);
  }

  /** Signs in at the upstream issuer. @returns the callback, which is not opened yet */
  async answer(leaving: Visit): Promise<string> {
    return (await this.upstream.open(leaving.url)).url;
  }

  /** From the login page to what follows the sign-in. */
  async signIn(login: Visit, provider: string): Promise<Visit> {
    return this.city.open(await this.answer(await this.choose(login, provider)));
  }

  /** Asks to sign in at an app. @returns the page, or the way back to the app */
  async ask(app: App, more: Record<string, string> = {}, wanted = scope) {
    const { url, verifier } = await authorizationUrl(app, wanted, more);
    return { page: await this.city.open(url.href), verifier };
  }
}
