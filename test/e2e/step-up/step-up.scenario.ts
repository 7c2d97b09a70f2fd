import {
  type App,
  authorizationUrl,
  Browser,
  callGraph,
  claimsOf,
  connectApp,
  dpopHandle,
  logIn,
  redeem,
} from '@civic-graph/testing';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { Answer } from '../deployment.ts';
import { city } from '../one-city/city.ts';

/** The birth date needs a sign-in at the high level (class C3); the name does not. */
const query = '{ me { profile { name { value } birthDate { value } } } }';
const scope = 'openid identity:basic identity:profile identity:sensitive';

let app: App;
let browser: Browser;
beforeAll(async () => {
  app = await connectApp({ url: city.issuerUrl });
});
beforeEach(() => {
  browser = new Browser(city.issuerUrl);
});

type Key = Parameters<typeof callGraph>[2];

/** The app's first sign-in: the citizen uses a code that was sent by SMS. */
async function signInBySms(key?: Key): Promise<string> {
  const { url, verifier } = await authorizationUrl(app, scope);
  const back = await logIn(browser, url, 'lin', 'substantial');
  return (await redeem(app, back.url, verifier, key)).access_token;
}

/** The app follows the challenge: the same citizen and browser, at the requested level. */
async function stepUp(acr_values: string, key?: Key): Promise<string> {
  const { url, verifier } = await authorizationUrl(app, scope, { acr_values });
  const page = await browser.open(url.href);
  expect(page.text).toContain('Confirm who you are');
  const back = await browser.submit(page, '/login', [['account', 'lin']]);
  return (await redeem(app, back.url, verifier, key)).access_token;
}

async function ask(token: string, key?: Key): Promise<Answer> {
  const url = `${city.gatewayUrl}/graphql`;
  const response = await callGraph(app, { url, token, query }, key);
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

/** The refused field with its remedy, and the served one. Sent twice, the second time on the fast path. */
async function expectRefused(token: string, key?: Key): Promise<string> {
  const [first, second] = [await ask(token, key), await ask(token, key)];
  expect(second).toEqual(first);
  expect(first.data).toEqual({ me: { profile: { name: { value: '林晓梅' }, birthDate: null } } });
  expect(first.errors).toMatchObject([
    {
      path: ['me', 'profile', 'birthDate'],
      extensions: {
        code: 'UNAUTHORIZED_FIELD_OR_TYPE',
        missing: [['assurance:high']],
        stepUp: { error: 'insufficient_user_authentication' },
      },
    },
  ]);
  const { acr_values } = first.errors![0]!.extensions.stepUp as { acr_values: string };
  return acr_values;
}

const served = {
  data: { me: { profile: { name: { value: '林晓梅' }, birthDate: { value: '1993-04-18' } } } },
};

it('a field for the high level is refused with a remedy, and served after a step-up', async () => {
  const lower = await signInBySms();
  const acr_values = await expectRefused(lower);
  const higher = await stepUp(acr_values);
  expect(await ask(higher)).toEqual(served);
  expect(claimsOf(higher).sub).toBe(claimsOf(lower).sub);
  // The token of the lower level has not changed.
  await expectRefused(lower);
});

it('the same works with tokens that are bound to a key, but not with the token alone', async () => {
  const key = { DPoP: await dpopHandle(app) };
  const higher = await stepUp(await expectRefused(await signInBySms(key), key), key);
  expect(await ask(higher, key)).toEqual(served);

  const url = `${city.gatewayUrl}/graphql`;
  const thief = { DPoP: await dpopHandle(app) };
  for (const options of [undefined, thief]) {
    await expect(callGraph(app, { url, token: higher, query }, options)).rejects.toMatchObject({
      code: 'OAUTH_WWW_AUTHENTICATE_CHALLENGE',
      status: 401,
      cause: [{ scheme: 'dpop', parameters: { error: 'invalid_dpop_proof' } }],
    });
  }
});

it('a citizen who is not enrolled for the level returns without a token, and the app continues without the field', async () => {
  const acr_values = await expectRefused(await signInBySms());
  const { url } = await authorizationUrl(app, scope, { acr_values });
  const back = await logIn(new Browser(city.issuerUrl), url, 'zhao');
  expect(new URL(back.url).searchParams.get('error')).toBe('unmet_authentication_requirements');
  expect(new URL(back.url).searchParams.has('code')).toBe(false);
});
