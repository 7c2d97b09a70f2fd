import { expect, it } from 'vitest';
import { createCivic } from './civic.ts';
import { app, callbackOf, fakeIssuer, gateway, issuer, proofIn } from './fake-issuer.fixture.ts';
import { memoryStore } from './store/memory-store.ts';

const fields = '{ ok }';

it('uses the given random, clock, store and fetch, and fetches nothing before it must', async () => {
  const fake = await fakeIssuer();
  const stored: [string, number][] = [];
  const store = memoryStore();
  const civic = createCivic({
    ...app,
    fetch: fake.fetch,
    random: (bytes) => new Uint8Array(bytes).fill(7),
    store: {
      ...store,
      set(key, value, seconds) {
        stored.push([key, seconds]);
        return store.set(key, value, seconds);
      },
    },
  });
  const session = civic.session('x');
  expect(fake.sent).toEqual([]);
  const { searchParams } = new URL(await session.signIn({ scopes: ['a'], purpose: 'p' }));
  const sevens = 'BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc';
  expect(Object.fromEntries(searchParams)).toEqual({
    client_id: 'app',
    response_type: 'code',
    redirect_uri: app.redirectUri,
    scope: 'openid a',
    purpose: 'p',
    state: sevens,
    nonce: sevens,
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge_method: 'S256',
  });
  expect(stored).toEqual([[`civic:x:sign-in:${sevens}`, 1_800]]);
});

it('shows the consent page for offline access, and on request', async () => {
  const session = createCivic({ ...app, scopes: ['a'], fetch: (await fakeIssuer()).fetch }).session();
  const parameters = async (request: Parameters<typeof session.signIn>[0]) => {
    const { searchParams } = new URL(await session.signIn(request));
    return [searchParams.get('scope'), searchParams.get('prompt'), searchParams.get('acr_values')];
  };
  expect(await parameters(undefined)).toEqual(['openid a', null, null]);
  expect(await parameters({ offline: true })).toEqual(['openid a offline_access', 'consent', null]);
  expect(await parameters({ scopes: [], askAgain: true })).toEqual(['openid', 'consent', null]);
  expect(await parameters({ acrValues: 'high' })).toEqual(['openid a', null, 'high']);
});

it('discovers the issuer again after a failure', async () => {
  const fake = await fakeIssuer();
  const session = createCivic({ ...app, fetch: fake.fetch }).session();
  fake.isDown = true;
  await expect(session.signIn()).rejects.toThrow();
  fake.isDown = false;
  await session.signIn();
  await session.signIn();
  expect(fake.sent).toHaveLength(2);
});

it.each(['issuer', 'gateway'])('refuses a URL of the %s that anybody on the path can read', (name) => {
  expect(() => createCivic({ ...app, [name]: 'http://city.example/x' })).toThrow('is not https');
  expect(() => createCivic({ ...app, [name]: 'http://127.0.0.1:4000/x' })).not.toThrow();
});

it('sends the nonces of issuer and gateway, each to its own server', async () => {
  const fake = await fakeIssuer();
  const session = createCivic({ ...app, dpop: true, fetch: fake.fetch }).session();
  fake.tokenAnswers.push(() =>
    Response.json({ error: 'use_dpop_nonce' }, { status: 400, headers: { 'dpop-nonce': 'of-issuer' } }),
  );
  expect((await session.completeSignIn(callbackOf(await session.signIn()))).kind).toBe('signed-in');
  fake.gatewayAnswers.push(() =>
    Response.json(
      { errors: [] },
      {
        status: 401,
        headers: { 'dpop-nonce': 'of-gateway', 'www-authenticate': 'DPoP error="use_dpop_nonce"' },
      },
    ),
  );
  for (const _ of [1, 2]) expect((await session.query(fields)).data).toEqual({ ok: true });
  const proven = fake.sent.filter(({ headers }) => headers.has('dpop'));
  expect(proven.map(({ url, headers }) => [url, proofIn(headers).claims.nonce])).toEqual([
    [`${issuer}/token`, undefined],
    [`${issuer}/token`, 'of-issuer'],
    [gateway, undefined],
    [gateway, 'of-gateway'],
    [gateway, 'of-gateway'],
  ]);
  const { claims, jwk } = proofIn(proven.at(-1)!.headers);
  expect(claims).toMatchObject({ htm: 'POST', htu: gateway, ath: expect.any(String) });
  for (const { headers } of proven) expect(proofIn(headers).jwk).toEqual(jwk);
  expect(jwk).not.toHaveProperty('d');
});

it('another process can continue a stored session, with its key', async () => {
  const [fake, store] = [await fakeIssuer(), memoryStore()];
  const options = { ...app, dpop: true, store, fetch: fake.fetch };
  const first = createCivic(options).session('x');
  await first.completeSignIn(callbackOf(await first.signIn()));
  const second = createCivic(options).session('x');
  await first.query(fields);
  await second.query(fields);
  const [one, other] = fake.sent.filter(({ url }) => url === gateway);
  expect(proofIn(one!.headers).jwk).toEqual(proofIn(other!.headers).jwk);
  expect(await second.citizen()).toEqual({ id: 'the citizen', scopes: ['a', 'b'] });
});

it('the app’s own key is used for all sessions, and not stored', async () => {
  const [fake, store] = [await fakeIssuer(), memoryStore()];
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ]);
  const session = createCivic({ ...app, dpop: pair, store, fetch: fake.fetch }).session();
  await session.completeSignIn(callbackOf(await session.signIn()));
  await session.query(fields);
  const { x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  expect(proofIn(fake.sent.at(-1)!.headers).jwk).toMatchObject({ x, y });
  expect(JSON.parse(String(await store.get('civic:only:tokens'))).key).toBeNull();
});

it('a callback that is loaded twice concurrently redeems its code once', async () => {
  const fake = await fakeIssuer();
  const civic = createCivic({ ...app, fetch: fake.fetch });
  const callback = callbackOf(await civic.session('x').signIn());
  const outcomes = await Promise.all(['x', 'x'].map((id) => civic.session(id).completeSignIn(callback)));
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['signed-in', 'stale']);
  expect(fake.sent.filter(({ url }) => url === `${issuer}/token`)).toHaveLength(1);
});

it('a refresh in progress undoes neither a sign-out nor a new sign-in', async () => {
  let now = Date.now();
  const fake = await fakeIssuer();
  const session = createCivic({ ...app, fetch: fake.fetch, now: () => now }).session();
  for (const meanwhile of ['sign-out', 'sign-in']) {
    await session.completeSignIn(callbackOf(await session.signIn()));
    now += 3_600_000;
    const callback = callbackOf(await session.signIn());
    let answer!: () => void;
    const asked = new Promise<void>((resolve) => {
      fake.tokenAnswers.push(async () => {
        resolve();
        await new Promise<void>((done) => {
          answer = done;
        });
        return Response.json({
          access_token: 'refreshed',
          token_type: 'Bearer',
          scope: 'old',
          expires_in: 60,
        });
      });
    });
    const query = session.query(fields);
    await asked;
    const change = meanwhile === 'sign-out' ? session.signOut() : session.completeSignIn(callback);
    // Long enough for a change that does not wait for the refresh.
    await Promise.race([change, new Promise((resolve) => setTimeout(resolve, 100))]);
    answer();
    await Promise.all([query, change]);
    const scopes = (await session.citizen())?.scopes;
    expect([meanwhile, scopes]).toEqual([meanwhile, meanwhile === 'sign-out' ? undefined : ['a', 'b']]);
  }
});

it('a failed refresh is retried later, and does not end a valid session', async () => {
  let now = Date.now();
  const fake = await fakeIssuer();
  const session = createCivic({ ...app, fetch: fake.fetch, now: () => now }).session();
  await session.completeSignIn(callbackOf(await session.signIn()));
  const away = () => Promise.reject(new TypeError('fetch failed'));
  // Within the last half minute of the token.
  now += 1_780_000;
  fake.tokenAnswers.push(away);
  expect((await session.query(fields)).data).toEqual({ ok: true });
  now += 60_000;
  fake.tokenAnswers.push(away);
  await expect(session.query(fields)).rejects.toThrow('fetch failed');
  expect((await session.query(fields)).data).toEqual({ ok: true });
  expect(fake.sent.at(-1)?.headers.get('authorization')).toMatch(/^Bearer access-2-/);
});

it('a refused proof does not cause a second request', async () => {
  const fake = await fakeIssuer();
  const session = createCivic({ ...app, fetch: fake.fetch, operations: 'text' }).session();
  await session.completeSignIn(callbackOf(await session.signIn()));
  const refused = (status: number, challenge: string) => () =>
    Response.json(
      { errors: [{ message: '', extensions: { code: 'DPOP_PROOF_INVALID' } }] },
      { status, headers: { 'www-authenticate': challenge } },
    );
  fake.gatewayAnswers.push(refused(401, 'DPoP error="invalid_dpop_proof"'));
  expect((await session.mutate('mutation { pay }')).refusals).toMatchObject([{ kind: 'failed' }]);
  expect(fake.sent.filter(({ url }) => url === gateway)).toHaveLength(1);
  fake.gatewayAnswers.push(refused(401, 'Bearer error="invalid_token"'));
  expect((await session.mutate('mutation { pay }')).data).toEqual({ ok: true });
  expect(fake.sent.filter(({ url }) => url === `${issuer}/token`)).toHaveLength(2);
});
