import { type Civic, memoryStore } from '@civic-graph/client';
import { beforeAll, expect, it } from 'vitest';
import type { Answer } from '../deployment.ts';
import { city } from '../one-city/city.ts';
import { connect, follow, observedFetch, signIn, visitor } from './visit.ts';

const clientId = 'weibo-city';
const passes = 'query Passes { me { transitPasses { kind } } }';
const offline = { scopes: ['transport:passes'], offline: true } as const;

let civic: Civic;
beforeAll(async () => {
  civic = await connect(clientId);
});

const codesOf = (refusals: readonly { readonly code: string }[]) => refusals.map(({ code }) => code);
const hour = 3_600_000;

it('a citizen signs in and consents, the app reads, and the citizen’s id stays the same at the next sign-in', async () => {
  const session = civic.session('first');
  expect(await session.citizen()).toBeNull();
  const citizen = visitor('citizen-0101');
  expect(
    await signIn(session, citizen, { scopes: ['transport:passes'] }, { consent: ['transport:passes'] }),
  ).toEqual({
    kind: 'signed-in',
    scopes: ['transport:passes'],
  });
  expect(await session.query(passes)).toEqual({
    data: { me: { transitPasses: expect.any(Array) } },
    refusals: [],
  });
  const known = await session.citizen();
  expect(known).toEqual({ id: expect.stringMatching(/^.{20,}$/), scopes: ['transport:passes'] });

  const another = civic.session('second');
  expect((await signIn(another, citizen, {})).kind).toBe('signed-in');
  expect((await another.citizen())?.id).toBe(known?.id);
  const stranger = civic.session('third');
  await signIn(stranger, visitor('citizen-0102'), {});
  expect((await stranger.citizen())?.id).not.toBe(known?.id);
});

it('a citizen who shares nothing is signed in without a scope', async () => {
  const session = civic.session('nothing');
  const outcome = await signIn(session, visitor('citizen-0103'), { scopes: ['transport:passes'] });
  expect(outcome).toEqual({ kind: 'signed-in', scopes: [] });
});

it('a callback is valid once, and only for the session that began the sign-in', async () => {
  const session = civic.session('own');
  const url = await session.signIn();
  const callback = await follow(visitor('citizen-0104'), url);
  expect(await civic.session('other').completeSignIn(callback)).toEqual({ kind: 'stale' });
  expect((await session.completeSignIn(callback)).kind).toBe('signed-in');
  expect(await session.completeSignIn(callback)).toEqual({ kind: 'stale' });
  expect(await session.completeSignIn('/callback')).toEqual({ kind: 'stale' });
});

it('a sign-in that the citizen cannot complete counts as declined', async () => {
  const session = civic.session('declined');
  const request = { acrValues: 'urn:civic-graph:assurance:high' };
  expect(await signIn(session, visitor('zhao'), request)).toMatchObject({
    kind: 'declined',
    error: 'unmet_authentication_requirements',
  });
  expect(await session.citizen()).toBeNull();
});

it('a session stays signed in: ten concurrent calls refresh once, and the rotated token works the next time', async () => {
  let now = Date.now();
  const { fetch, sent } = observedFetch();
  const offlineCivic = await connect(clientId, { fetch, now: () => now });
  const session = offlineCivic.session('offline');
  await signIn(session, visitor('citizen-0105'), offline, { consent: offline.scopes });
  for (const round of [1, 2]) {
    now += hour;
    sent.splice(0);
    // Two objects of one session, as two requests of a server have.
    const sessions = [session, offlineCivic.session('offline')];
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => sessions[index % 2]!.query(passes)),
    );
    for (const { data, refusals } of answers)
      expect([round, data !== null, refusals]).toEqual([round, true, []]);
    expect(sent.filter(({ url }) => url === `${city.issuerUrl}/token`)).toHaveLength(1);
    expect(
      new Set(
        sent.filter(({ url }) => url.endsWith('/graphql')).map(({ headers }) => headers.get('authorization')),
      ).size,
    ).toBe(1);
  }
});

it('two processes that share a store with a lock refresh once', async () => {
  const store = memoryStore();
  let turn: Promise<unknown> = Promise.resolve();
  const shared = {
    ...store,
    exclusive<Value>(_: string, work: () => Promise<Value>): Promise<Value> {
      const mine = turn.then(work);
      turn = mine.catch(() => {});
      return mine;
    },
  };
  let now = Date.now();
  const { fetch, sent } = observedFetch();
  const options = { fetch, now: () => now, store: shared };
  const processes = [await connect(clientId, options), await connect(clientId, options)];
  await signIn(processes[0]!.session('shared'), visitor('citizen-0106'), offline, {
    consent: offline.scopes,
  });
  now += hour;
  sent.splice(0);
  const answers = await Promise.all(processes.map((each) => each.session('shared').query(passes)));
  expect(answers.map(({ refusals }) => refusals)).toEqual([[], []]);
  expect(sent.filter(({ url }) => url === `${city.issuerUrl}/token`)).toHaveLength(1);
});

it('signing out ends the tokens at the gateway, including copies', async () => {
  const session = civic.session('leaving');
  const { fetch, sent } = observedFetch();
  const watched = (await connect(clientId, { fetch })).session('leaving');
  await signIn(watched, visitor('citizen-0107'), offline, { consent: offline.scopes });
  expect((await watched.query(passes)).refusals).toEqual([]);
  const authorization = sent.at(-1)?.headers.get('authorization') ?? '';
  await watched.signOut();
  expect(await watched.citizen()).toBeNull();
  expect(codesOf((await watched.query(passes)).refusals)).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
  await expect
    .poll(
      async () =>
        (await city.query(authorization.slice('Bearer '.length), passes)).errors?.[0]?.extensions.code,
    )
    .toBe('TOKEN_REVOKED');
  expect(await session.citizen()).toBeNull();
});

it('a token that is bound to a key works for the app, and not for a thief', async () => {
  const { fetch: observed, sent } = observedFetch();
  const bound = (await connect(clientId, { fetch: observed, dpop: true })).session('bound');
  await signIn(bound, visitor('citizen-0108'), offline, { consent: offline.scopes });
  for (const _ of [1, 2]) expect((await bound.query(passes)).refusals).toEqual([]);
  const { headers } = sent.at(-1)!;
  const token = headers.get('authorization')?.replace('DPoP ', '') ?? '';
  expect(token).toMatch(/^ey/);

  const call = { method: 'POST', body: JSON.stringify({ query: passes }) };
  const stolen = (proof: Record<string, string>) =>
    fetch(`${city.gatewayUrl}/graphql`, {
      ...call,
      headers: { 'content-type': 'application/json', ...proof },
    });
  const used = { authorization: `DPoP ${token}`, dpop: headers.get('dpop') ?? '' };
  for (const headers of [{ authorization: `Bearer ${token}` }, { authorization: `DPoP ${token}` }, used]) {
    const response = await stolen(headers);
    const { errors } = (await response.json()) as Answer;
    expect([response.status, errors![0]!.extensions.code]).toEqual([401, 'DPOP_PROOF_INVALID']);
  }
});

it('a bound token is refreshed with the same key', async () => {
  let ahead = 0;
  const { fetch: observed, sent } = observedFetch();
  const bound = (
    await connect(clientId, {
      dpop: true,
      now: () => Date.now() + ahead,
      fetch(input, init) {
        // The proof of the next request has the real time again.
        if (String(input).endsWith('/token')) ahead = 0;
        return observed(input, init);
      },
    })
  ).session('bound');
  await signIn(bound, visitor('citizen-0109'), offline, { consent: offline.scopes });
  const headersOfCall = async () => {
    expect((await bound.query(passes)).refusals).toEqual([]);
    return sent.at(-1)!.headers;
  };
  const before = await headersOfCall();
  ahead = hour;
  const after = await headersOfCall();
  const keyOf = (headers: Headers) =>
    JSON.parse(Buffer.from(headers.get('dpop')!.split('.')[0]!, 'base64url').toString()).jwk;
  expect(after.get('authorization')).not.toBe(before.get('authorization'));
  expect(keyOf(after)).toEqual(keyOf(before));
});
