import {
  type App,
  authorizationUrl,
  Browser,
  connectApp,
  eventually,
  redeem,
  refresh,
  tick,
} from '@civic-graph/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  startUpstreamIssuer,
  type UpstreamIssuer,
} from '../../../subgraphs/identity/src/sign-in/upstream/upstream-issuer.fixture.ts';
import { city } from '../one-city/city.ts';
import { removeProviders, upstreamPort } from './providers.ts';

const scope = 'openid identity:profile identity:consents offline_access';
let upstream: UpstreamIssuer;
let app: App;
beforeAll(async () => {
  app = await connectApp({ url: city.issuerUrl });
  upstream = await startUpstreamIssuer(upstreamPort, city.issuerUrl);
  // Lin, by the number in the civil registry.
  const claims = { resident_id_number: '330106199304180007' };
  upstream.person = { sub: 'a-person-of-the-province', acr: 'urn:province:face', claims };
});
afterAll(async () => {
  removeProviders();
  await upstream?.close();
});

async function signIn(wanted = scope) {
  const [here, there] = [new Browser(city.issuerUrl), new Browser(upstream.url)];
  const { url, verifier } = await authorizationUrl(app, wanted, { prompt: 'consent' });
  const login = await here.open(url.href);
  const leaving = await here.open(`${new URL(login.url).pathname}/upstream/province`);
  const consent = await here.open((await there.open(leaving.url)).url);
  const back = await here.submit(consent, '/consent', tick(['identity:profile', 'identity:consents']));
  return { tokens: await redeem(app, back.url, verifier), there };
}

const name = '{ me { profile { name { value } } } }';
const codesOf = async (token: string) => {
  const { errors = [] } = await city.query(token, name);
  return errors.map(({ extensions }) => extensions.code);
};

it('a citizen signs in at the province, and the session ends there', async () => {
  const { tokens, there } = await signIn(scope.replace(' offline_access', ''));
  expect(await city.query(tokens.access_token, name)).toEqual({
    data: { me: { profile: { name: { value: '林晓梅' } } } },
  });
  const asked = await there.open('/session/end');
  await there.submit(asked, '/session/end/confirm', [['logout', 'yes']]);
  await eventually(async () => expect(await codesOf(tokens.access_token)).toEqual(['TOKEN_REVOKED']));
});

it('a citizen unlinks the account through an app, and nothing that came from it works', async () => {
  const { tokens } = await signIn();
  const links = await city.query(tokens.access_token, '{ me { linkedIdentities { id providerName } } }');
  const [link] = (links.data as { me: { linkedIdentities: { id: string; providerName: string }[] } }).me
    .linkedIdentities;
  expect(link?.providerName).toBe('省统一认证');
  const input = { identity: link!.id };
  const unlink = `mutation ($input: UnlinkIdentityInput!) { unlinkIdentity(input: $input) { __typename } }`;
  expect(await city.query(tokens.access_token, unlink, { input })).toEqual({
    data: { unlinkIdentity: { __typename: 'IdentityUnlinked' } },
  });
  await eventually(async () => expect(await codesOf(tokens.access_token)).toEqual(['TOKEN_REVOKED']));
  await expect(refresh(app, tokens.refresh_token!)).rejects.toMatchObject({ error: 'invalid_grant' });
});
