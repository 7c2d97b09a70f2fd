import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type App,
  citizen,
  claimsOf,
  eventually,
  redeem,
  refresh,
  tick,
  type Visit,
} from '@civic-graph/testing';
import { acrOf } from '@civic-graph/tokens';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Person, scope, startUpstreamCity, type UpstreamCity } from './upstream-city.fixture.ts';

let city: UpstreamCity;
let person: Person;
beforeAll(async () => {
  city = await startUpstreamCity();
});
afterAll(() => city.stop());
beforeEach(() => {
  person = new Person(city);
});

const [face, sms] = ['urn:province:face', 'urn:province:sms'];

async function numberOf(loginName: string): Promise<string> {
  const row = await city.identity.owner
    .selectFrom('citizen_national_id')
    .innerJoin('citizen', 'citizen.key', 'citizen_national_id.citizen_key')
    .select('id_number')
    .where('login_name', '=', loginName)
    .executeTakeFirstOrThrow();
  return row.id_number;
}

/** The next person at the upstream issuer is this citizen. */
async function upstreamIs(loginName: string, acr = face, sub = `province-${loginName}`): Promise<void> {
  const claims = { resident_id_number: await numberOf(loginName), name: 'must not be read' };
  city.upstream.person = { sub, acr, claims };
}

const citizenOf = (loginName: string) => {
  const number = Number(loginName.slice('citizen-'.length));
  return { ...citizen(number), scopes: ['identity:consents'], consents: ['identity:consents'] };
};
async function ask(loginName: string, query: string): Promise<Record<string, unknown>> {
  const { data, errors } = await city.identity.subgraph.executeAs(citizenOf(loginName), { query });
  expect(errors).toBeUndefined();
  return data as Record<string, unknown>;
}
interface Link {
  readonly id: string;
}
async function linksOf(loginName: string): Promise<Link[]> {
  const fields = 'id provider providerName(language: EN) linkedAt lastUsedAt unlinkedAt';
  const { me } = await ask(loginName, `{ me { linkedIdentities { ${fields} } } }`);
  return (me as { linkedIdentities: Link[] }).linkedIdentities;
}
async function decide(loginName: string, mutation: 'unlinkIdentity' | 'relinkIdentity', id: string) {
  const done = mutation === 'unlinkIdentity' ? 'IdentityUnlinked' : 'IdentityRelinked';
  const data = await ask(
    loginName,
    `mutation { ${mutation}(input: { identity: "${id}" }) { __typename ... on ${done} { identity { id unlinkedAt } } } }`,
  );
  return data[mutation] as { __typename: string };
}

const links = () => city.identity.owner.selectFrom('linked_identity').selectAll().execute();
const errorOf = ({ url }: { url: string }) => new URL(url).searchParams.get('error');

/** Opens the login page of an app and signs in; lin, or anyone who has agreed before, is back at the app. */
async function signIn(app: App, provider: string, more: Record<string, string> = {}, wanted = scope) {
  const { page, verifier } = await person.ask(app, more, wanted);
  return { back: await person.signIn(page, provider), verifier };
}

function expectRefusal(page: Visit, status: number, code: string): void {
  expect([page.status, page.text]).toEqual([status, expect.stringContaining(`<code>${code}</code>`)]);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(page.text).toMatch(/role="alert">\p{Script=Han}+/u);
}

describe('a citizen', () => {
  it('is offered the providers, and its tokens hold nothing of the provider but the level', async () => {
    await upstreamIs('lin');
    const { page, verifier } = await person.ask(city.app);
    expect(page.status).toBe(200);
    expect(page.text).toContain('省统一认证');
    expect(page.text).toContain('Provincial sign-in');
    expect(page.text).not.toMatch(/Staff sign-in|测试登录|<script/);
    const leaving = await person.choose(page, 'province');
    // The request was pushed.
    expect([...new URL(leaving.url).searchParams.keys()].sort()).toEqual(['client_id', 'request_uri']);
    const callback = await person.answer(leaving);
    expect(city.upstream.requested).toMatchObject({
      code_challenge_method: 'S256',
      max_age: '43200',
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      acr_values: `${sms} ${face}`,
      claims: '{"id_token":{"resident_id_number":{"essential":true},"acr":null,"amr":null}}',
    });
    expect(city.upstream.requested).not.toHaveProperty('prompt');
    expect(new URL(callback).searchParams.get('iss')).toBe(city.upstream.url);
    const back = await person.city.open(callback);
    const tokens = await redeem(city.app, back.url, verifier);
    const claims = claimsOf(tokens.access_token);
    expect(claims).toMatchObject({ principal: 'citizen', acr: acrOf.high });
    expect(JSON.stringify([claims, tokens.claims()])).not.toMatch(/province|must not be read|sign-in:|amr/);
  });

  it('is linked at the first sign-in, and found by the link afterwards', async () => {
    await upstreamIs('citizen-0030');
    await signIn(city.app, 'province');
    const number = await numberOf('citizen-0030');
    const [link] = (await links()).filter(({ citizen_key }) => citizen_key === 'CTZ-0000000030');
    expect(link).toMatchObject({ provider: 'province', official: null, unlinked_at: null });
    expect(JSON.stringify(link)).not.toMatch(new RegExp(`province-citizen|${number}`));

    city.upstream.person = { sub: 'province-citizen-0030', acr: face };
    person = new Person(city);
    const { back } = await signIn(city.app, 'province');
    expect(back.text).toContain('type="checkbox"');
    expect((await links()).filter(({ citizen_key }) => citizen_key === 'CTZ-0000000030')).toHaveLength(1);
  });

  it.each([
    ['without the claim that identifies a person', {}],
    ['with the number of nobody', { resident_id_number: '110105194912310021' }],
    ['with a number that is a list', { resident_id_number: ['330106199304180007'] }],
  ])('is refused %s, and nobody is created', async (_, claims) => {
    const count = () =>
      city.identity.owner
        .selectFrom('citizen')
        .select(({ fn }) => fn.countAll().as('count'))
        .executeTakeFirstOrThrow();
    const before = [await count(), await links()];
    city.upstream.person = { sub: 'province-stranger', acr: face, claims };
    expectRefusal((await signIn(city.app, 'province')).back, 403, 'person_unknown');
    expect([await count(), await links()]).toEqual(before);
  });

  it('is refused if the provider has given the account to somebody else', async () => {
    await upstreamIs('citizen-0031', face, 'reassigned');
    await signIn(city.app, 'province');
    await upstreamIs('citizen-0032', face, 'reassigned');
    person = new Person(city);
    expectRefusal((await signIn(city.app, 'province')).back, 403, 'identity_conflict');
  });

  it('is refused if the provider does not vouch for the way of signing in', async () => {
    await upstreamIs('lin', 'urn:province:password');
    // The issuer of this test knows no such level, and then sends none.
    expectRefusal((await signIn(city.app, 'province')).back, 403, 'assurance_not_vouched');
  });

  it('gets no higher level than the registry has enrolled', async () => {
    await upstreamIs('zhao');
    const { back, verifier } = await signIn(city.app, 'province');
    const again = await person.city.submit(back, '/consent', tick(['identity:basic']));
    const tokens = await redeem(city.app, again.url, verifier);
    expect(claimsOf(tokens.access_token)).toMatchObject({ acr: acrOf.substantial });
  });

  it('gets a new session id at the sign-in, so that nobody can plant one', async () => {
    await upstreamIs('lin');
    await signIn(city.app, 'province');
    const sessions = () =>
      city.identity.owner.selectFrom('oidc_payload').select('id').where('model', '=', 'Session').execute();
    const before = (await sessions()).map(({ id }) => id);
    await upstreamIs('lin');
    await signIn(city.app, 'province', { prompt: 'login' });
    const after = (await sessions()).map(({ id }) => id);
    expect(after).toHaveLength(before.length);
    expect(after.filter((id) => !before.includes(id))).toHaveLength(1);
  });
});

describe('a step-up', () => {
  async function signedIn(loginName: string): Promise<void> {
    await upstreamIs(loginName, sms);
    const { back, verifier } = await signIn(city.app, 'province');
    const tokens = await redeem(city.app, back.url, verifier);
    expect(claimsOf(tokens.access_token)).toMatchObject({ acr: acrOf.substantial });
  }

  it('asks the provider for a fresh sign-in at the level', async () => {
    await signedIn('lin');
    await upstreamIs('lin', face);
    const { back, verifier } = await signIn(city.app, 'province', { acr_values: acrOf.high });
    expect(city.upstream.requested).toMatchObject({ prompt: 'login', acr_values: face });
    const tokens = await redeem(city.app, back.url, verifier);
    expect(claimsOf(tokens.access_token)).toMatchObject({ acr: acrOf.high });
  });

  it('that the provider does not deliver is refused, and the app learns why', async () => {
    await signedIn('lin');
    await upstreamIs('lin', sms);
    const { back } = await signIn(city.app, 'province', { acr_values: acrOf.high });
    expectRefusal(back, 403, 'unmet_authentication_requirements');
    const atApp = await person.city.submit(back, '/unmet');
    expect(errorOf(atApp)).toBe('unmet_authentication_requirements');
    expect(new URL(atApp.url).searchParams.get('code')).toBeNull();
  });

  it('as somebody else is refused', async () => {
    await signedIn('lin');
    await upstreamIs('citizen-0033', face);
    person.upstream = new Person(city).upstream;
    const { back } = await signIn(city.app, 'province', { acr_values: acrOf.high });
    expectRefusal(back, 403, 'another_person');
  });

  it('offers only providers that reach the level', async () => {
    const { page } = await person.ask(city.app, { acr_values: acrOf.high });
    expect(page.text).toContain('Provincial sign-in');
    expect(page.text).not.toContain('A code by SMS');
    expectRefusal(await person.choose(page, 'texts'), 404, 'provider_not_offered');
  });
});

it.each([
  ['prompt=login', { prompt: 'login' }, { prompt: 'login' }],
  ['a max_age', { max_age: '60' }, { max_age: '60' }],
])('%s of the app reaches the provider', async (_, asked, requested) => {
  await upstreamIs('lin');
  await signIn(city.app, 'province', asked);
  expect(city.upstream.requested).toMatchObject(requested);
});

describe('an official', () => {
  it('signs in at the console, by a provider that knows this service by its key', async () => {
    const staff = { sub: 'e-17', amr: ['hwk', 'user'], claims: { staff_number: 'operator-payments' } };
    city.upstream.person = staff;
    const { back, verifier } = await signIn(city.console, 'staff', {}, 'openid payments:notices');
    const claims = claimsOf((await redeem(city.console, back.url, verifier)).access_token);
    expect(claims).toMatchObject({ principal: 'operator', agency: 'finance', acr: acrOf.high });

    city.upstream.person = { ...staff, amr: ['hwk'] };
    person = new Person(city);
    const weaker = await signIn(city.console, 'staff', {}, 'openid');
    expectRefusal(weaker.back, 403, 'assurance_not_vouched');
  });

  it('who is locked does not sign in as the developer of the same id', async () => {
    const row = { id: 'both', name_zh: '人', name_en: 'Person' };
    const { owner } = city.identity;
    await owner.insertInto('developer').values(row).execute();
    // Such accounts may be older than the trigger.
    await sql`alter table official disable trigger refuse_second_account`.execute(owner);
    await owner
      .insertInto('official')
      .values({ ...row, kind: 'admin', agency: null, roles: [], scopes: [], locked_at: new Date() })
      .execute();
    city.upstream.person = { sub: 'e-18', amr: ['hwk', 'user'], claims: { staff_number: 'both' } };
    const { back } = await signIn(city.console, 'staff', {}, 'openid');
    expectRefusal(back, 403, 'person_unknown');
  });

  it('has no provider of citizens at the console, nor the other way round', async () => {
    const atConsole = await person.ask(city.console, {}, 'openid');
    expect(atConsole.page.text).toContain('Staff sign-in');
    expectRefusal(await person.choose(atConsole.page, 'province'), 404, 'provider_not_offered');
    const atApp = await person.ask(city.app);
    expectRefusal(await person.choose(atApp.page, 'staff'), 404, 'provider_not_offered');
  });
});

describe('an answer', () => {
  async function waiting() {
    await upstreamIs('lin');
    const { page } = await person.ask(city.app);
    return { page, callback: new URL(await person.answer(await person.choose(page, 'province'))) };
  }

  it('is accepted once', async () => {
    const { callback } = await waiting();
    expect(errorOf(await person.city.open(callback.href))).toBeNull();
    expectRefusal(await person.city.open(callback.href), 400, 'sign_in_expired');
  });

  it('is refused in another browser, and still serves the right one', async () => {
    const { callback } = await waiting();
    const thief = await new Person(city).city.open(callback.href);
    expect(thief.status).toBe(400);
    expect(thief.headers.get('set-cookie')).toBeNull();
    const url = new URL((await person.city.open(callback.href)).url);
    expect(url.searchParams.get('code')).not.toBeNull();
  });

  it('is refused at the address of another provider (mix-up)', async () => {
    const { callback } = await waiting();
    callback.pathname = callback.pathname.replace('province', 'staff');
    expectRefusal(await person.city.open(callback.href), 400, 'sign_in_expired');
  });

  it.each([
    ['of another issuer (RFC 9207)', 'iss', 'https://attacker.example', 502, 'provider_answer_invalid'],
    ['with another state', 'state', 'attacker', 400, 'sign_in_expired'],
    ['without a state', 'state', null, 400, 'sign_in_expired'],
    ['without an issuer', 'iss', null, 502, 'provider_answer_invalid'],
    ['with another code', 'code', 'attacker', 403, 'provider_refused'],
    ['without a code', 'code', null, 502, 'provider_answer_invalid'],
  ])('is refused %s', async (_, name, value, status, code) => {
    const { callback } = await waiting();
    if (value === null) callback.searchParams.delete(name);
    else callback.searchParams.set(name, value);
    const page = await person.city.open(callback.href);
    expectRefusal(page, status, code);
    expect(new URL(page.url).origin).toBe(city.identity.url);
  });

  it('is refused if the request was replaced by a newer one', async () => {
    const { page, callback } = await waiting();
    await person.choose(page, 'province');
    expectRefusal(await person.city.open(callback.href), 400, 'sign_in_expired');
  });

  it('that the person cancelled leads back to the choice', async () => {
    const { page, callback } = await waiting();
    callback.searchParams.delete('code');
    callback.searchParams.set('error', 'access_denied');
    const refused = await person.city.open(callback.href);
    expectRefusal(refused, 403, 'sign_in_cancelled');
    expect(refused.text).toContain(`href="${new URL(page.url).pathname}"`);
    expect(errorOf(await person.city.submit(refused, '/cancel'))).toBe('access_denied');
  });
});

it('a provider that is down gets a page, and the others still work', async () => {
  await upstreamIs('lin');
  const { page, verifier } = await person.ask(city.app);
  const down = await person.choose(page, 'down');
  expectRefusal(down, 503, 'provider_unavailable');
  expect(down.headers.get('retry-after')).toBe('30');
  const back = await person.signIn(page, 'province');
  expect((await redeem(city.app, back.url, verifier)).access_token).toEqual(expect.any(String));
});

describe('a sign-in ends', () => {
  async function offline(loginName: string) {
    await upstreamIs(loginName);
    const { page, verifier } = await person.ask(city.app, { prompt: 'consent' }, `${scope} offline_access`);
    const consent = await person.signIn(page, 'province');
    const back = await person.city.submit(consent, '/consent', tick(['identity:basic', 'identity:consents']));
    return redeem(city.app, back.url, verifier);
  }
  /** The app's own server, which receives logout tokens. */
  async function listenAs(client_id: string) {
    const tokens: string[] = [];
    const server = createServer(async (request, response) => {
      const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString());
      tokens.push(form.get('logout_token') ?? '');
      response.end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const register = (backchannel_logout_uri: string | null) =>
      city.identity.owner
        .updateTable('app')
        .set({ backchannel_logout_uri })
        .where('client_id', '=', client_id)
        .execute();
    await register(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return {
      tokens,
      async close() {
        await register(null);
        server.close();
      },
    };
  }
  const revoked = async () => {
    const { database } = city.identity.subgraph;
    return (await database.selectFrom('revocation').select('id').where('kind', '=', 'grant').execute()).map(
      ({ id }) => id,
    );
  };

  it('with the session at the provider, except for offline access', async () => {
    const tokens = await offline('citizen-0040');
    const { page, verifier } = await person.ask(city.app, { prompt: 'consent' });
    const back = await person.city.submit(page, '/consent', tick(['identity:basic']));
    const online = claimsOf((await redeem(city.app, back.url, verifier)).access_token);

    const heard = await listenAs('wechat-city');
    const asked = await person.upstream.open('/session/end');
    await person.upstream.submit(asked, '/session/end/confirm', [['logout', 'yes']]);
    expect(await revoked()).toContain(online.grant);
    // The app hears of it too, with its own subject.
    await eventually(async () => expect(heard.tokens).toHaveLength(1));
    expect(claimsOf(heard.tokens[0]!)).toMatchObject({ iss: city.identity.url, sub: online.sub });
    await heard.close();
    const again = await person.ask(city.app);
    expect(again.page.text).toContain('Provincial sign-in');
    expect((await refresh(city.app, tokens.refresh_token!)).access_token).toEqual(expect.any(String));
  });

  it('for good when the citizen unlinks the account, until it is linked again', async () => {
    const tokens = await offline('citizen-0041');
    const claims = claimsOf(tokens.access_token);
    const [link] = await linksOf('citizen-0041');
    expect(link).toMatchObject({
      provider: 'province',
      providerName: 'Provincial sign-in',
      unlinkedAt: null,
    });
    const refused = await decide('citizen-0042', 'unlinkIdentity', link!.id);
    expect(refused.__typename).toBe('LinkedIdentityNotFound');
    expect((await decide('citizen-0041', 'unlinkIdentity', 'no-uuid')).__typename).toBe(
      'LinkedIdentityNotFound',
    );

    const unlinked = await decide('citizen-0041', 'unlinkIdentity', link!.id);
    expect(unlinked).toMatchObject({
      __typename: 'IdentityUnlinked',
      identity: { unlinkedAt: expect.any(String) },
    });
    expect(await decide('citizen-0041', 'unlinkIdentity', link!.id)).toEqual(unlinked);
    expect(await revoked()).toContain(claims.grant);
    await expect(refresh(city.app, tokens.refresh_token!)).rejects.toMatchObject({ error: 'invalid_grant' });
    const { page } = await person.ask(city.app);
    expectRefusal(await person.signIn(page, 'province'), 403, 'identity_unlinked');

    const relinked = await decide('citizen-0041', 'relinkIdentity', link!.id);
    expect(relinked).toMatchObject({ __typename: 'IdentityRelinked', identity: { unlinkedAt: null } });
    const back = await person.signIn((await person.ask(city.app)).page, 'province');
    expect(new URL(back.url).searchParams.get('code')).not.toBeNull();
    await expect(refresh(city.app, tokens.refresh_token!)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  it('at once, also in a request that has passed the provider already', async () => {
    await upstreamIs('citizen-0043');
    const { page } = await person.ask(city.app);
    const consent = await person.signIn(page, 'province');
    const [link] = await linksOf('citizen-0043');
    await decide('citizen-0043', 'unlinkIdentity', link!.id);
    const back = await person.city.submit(consent, '/consent', tick(['identity:basic']));
    expect(back.url).not.toContain('code=');
  });

  it('on the pages of own data too, for which the provider is asked how long ago', async () => {
    await upstreamIs('citizen-0044');
    const landing = await person.city.open('/me/en');
    const link = /href="(\/auth\?[^"]*)"/.exec(landing.text)?.[1]?.replaceAll('&amp;', '&');
    const own = await person.signIn(await person.city.open(link!), 'province');
    expect(city.upstream.requested).toMatchObject({ max_age: '900' });
    expect(new URL(own.url).pathname).toBe('/me/en');
    expect((await person.city.open('/me/en')).text).not.toContain('response_type=none');
    const [linked] = await linksOf('citizen-0044');
    await city.identity.owner
      .updateTable('linked_identity')
      .set({ unlinked_at: new Date() })
      .where('id', '=', linked!.id)
      .execute();
    expect((await person.city.open('/me/en')).text).toContain('response_type=none');
  });

  it('a day later, however often the session was used', async () => {
    await upstreamIs('lin');
    await signIn(city.app, 'province');
    expect(new URL((await person.ask(city.app)).page.url).searchParams.get('code')).not.toBeNull();
    await city.identity.owner
      .updateTable('upstream_sign_in')
      .set({ signed_in_at: new Date(Date.now() - 25 * 3_600_000) })
      .execute();
    expect((await person.ask(city.app)).page.text).toContain('Provincial sign-in');
  });
});
