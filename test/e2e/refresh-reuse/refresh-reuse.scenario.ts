import {
  type App,
  authorizationUrl,
  Browser,
  connectApp,
  eventually,
  giveBack,
  logIn,
  redeem,
  refresh,
  tick,
} from '@civic-graph/testing';
import { beforeAll, expect, it } from 'vitest';
import { expectPromisedTime } from '../promised-time.ts';
import { two } from '../two-gateways/two-gateways.ts';

const query = '{ me { ageOver(years: 18) } }';

let app: App;
beforeAll(async () => {
  app = await connectApp({ url: two.city.issuerUrl }, 'weibo-city');
});

/** The citizen signs in, and allows the app offline access. */
async function signIn() {
  const { url, verifier } = await authorizationUrl(app, 'openid identity:basic offline_access', {
    prompt: 'consent',
  });
  const browser = new Browser(two.city.issuerUrl);
  const consent = await logIn(browser, url, 'lin');
  const back = await browser.submit(consent, '/consent', tick(['identity:basic']));
  const { access_token, refresh_token = '' } = await redeem(app, back.url, verifier);
  return { access_token, refresh_token };
}

async function codes(token: string): Promise<unknown[]> {
  const answers = await two.askBoth(token, query);
  return answers.map(({ errors }) => errors?.[0]?.extensions.code ?? null);
}

/** Milliseconds until both gateways refuse all of these tokens. */
async function untilRevoked(...tokens: string[]): Promise<number> {
  const start = performance.now();
  for (const token of tokens) {
    await eventually(async () => expect(await codes(token)).toEqual(['TOKEN_REVOKED', 'TOKEN_REVOKED']));
  }
  return performance.now() - start;
}

const served = [null, null];
const refused = expect.objectContaining({ error: 'invalid_grant' });

it('a refresh token that is used twice ends every token of its family on both gateways', async () => {
  const first = await signIn();
  const other = await signIn();
  const second = await refresh(app, first.refresh_token);
  for (const { access_token } of [first, second, other]) expect(await codes(access_token)).toEqual(served);

  // The thief or the app used the token second; neither is trusted.
  await expect(refresh(app, first.refresh_token)).rejects.toEqual(refused);
  expectPromisedTime(await untilRevoked(first.access_token, second.access_token));
  await expect(refresh(app, second.refresh_token ?? '')).rejects.toEqual(refused);

  // Another sign-in of the same citizen at the same app is another family.
  expect(await codes(other.access_token)).toEqual(served);
  expect(await codes((await refresh(app, other.refresh_token)).access_token)).toEqual(served);
});

it.each(['access_token', 'refresh_token'] as const)(
  'a family ends on both gateways when the app revokes its %s',
  async (kind) => {
    const tokens = await signIn();
    expect(await codes(tokens.access_token)).toEqual(served);
    await giveBack(app, tokens[kind]);
    expectPromisedTime(await untilRevoked(tokens.access_token));
    await expect(refresh(app, tokens.refresh_token)).rejects.toEqual(refused);
  },
);
