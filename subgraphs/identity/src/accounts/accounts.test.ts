import {
  authorizationUrl,
  Browser,
  claimsOf,
  connectApp,
  eventually,
  formOf,
  personas,
  redeem,
  type Visit,
} from '@civic-graph/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pairwiseSubject } from '../citizen/pairwise.ts';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';
import { optionsOf, SoftwareAuthenticator } from '../passkeys/software-authenticator.fixture.ts';
import { accountsQuery } from './list-accounts.ts';

/* Officials and developers from their invitation to their sign-in with a passkey. */

let identity: IdentityDeployment;
let now = new Date('2026-11-28T08:00:00Z');
beforeAll(async () => {
  // Each call is a moment later, as in life.
  identity = await startIdentity({
    clock: () => {
      now = new Date(now.getTime() + 1);
      return now;
    },
  });
});
afterAll(() => identity.stop());

type Person = Parameters<IdentityDeployment['subgraph']['executeAs']>[0];

/** As the console's tokens name them. */
function official(id: 'operator-transport' | 'operator-payments' | 'admin'): Person {
  const subject = pairwiseSubject(id, 'civic-console', identity.config.pairwiseSalt);
  return { ...personas[id], subject, clientId: 'civic-console' };
}

/** Somebody who is not a persona of the demo. */
function colleague(id: string, like: 'operator-transport' | 'admin'): Person {
  const subject = pairwiseSubject(id, 'civic-console', identity.config.pairwiseSalt);
  return { ...personas[like], subject, clientId: 'civic-console' };
}

async function ask(principal: Person, query: string, variables: object = {}) {
  const { data, errors } = await identity.subgraph.executeAs(principal, { query, variables });
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  return { data: data as any, codes: (errors ?? []).map(({ extensions }) => extensions?.code) };
}

const requested = `__typename ... on AccountInvitationRequested { code link invitation { id state account purpose requestedBy } }
  ... on AccountInvitationRefused { field message }`;
const invite = async (by: Person, input: object) =>
  (
    await ask(
      by,
      `mutation ($input: InviteAccountInput!) { inviteAccount(input: $input) { ${requested} } }`,
      { input },
    )
  ).data.inviteAccount;
const recover = async (by: Person, account: string) =>
  (
    await ask(
      by,
      `mutation ($input: RecoverAccountInput!) { recoverAccount(input: $input) { ${requested} } }`,
      { input: { account } },
    )
  ).data.recoverAccount;
const approve = async (by: Person, invitation: string) =>
  (
    await ask(
      by,
      `mutation ($input: ApproveAccountInvitationInput!) { approveAccountInvitation(input: $input) {
        __typename ... on AccountInvitationApproved { link invitation { state } } ... on AccountInvitationRefused { message } } }`,
      { input: { invitation } },
    )
  ).data.approveAccountInvitation;
const lock = async (by: Person, account: string) =>
  (
    await ask(
      by,
      `mutation ($input: LockAccountInput!) { lockAccount(input: $input) {
        __typename ... on AccountInvitationRefused { field } } }`,
      { input: { account, reason: 'Left the office' } },
    )
  ).data.lockAccount;

const newOfficial = (id: string, more: object = {}) => ({
  ...{ kind: 'OFFICIAL', id, nameZh: '新同事', nameEn: 'New colleague', agency: 'transport' },
  ...{ roles: ['transport-planner'], scopes: ['transport:passes'], ...more },
});

/** What the script does with the fragment of the link. */
async function openLink(browser: Browser, link: string): Promise<Visit> {
  const { pathname, hash } = new URL(link);
  expect(pathname).toBe('/invitation');
  return browser.post('/invitation', [['token', hash.slice(1)]]);
}

async function registerBy(
  link: string,
  code: string | null,
  authenticator: SoftwareAuthenticator,
): Promise<Visit> {
  const browser = new Browser(identity.url);
  const page = await openLink(browser, link);
  expect(page.status).toBe(200);
  const response = authenticator.create(optionsOf(page.text));
  return browser.post('/invitation/passkey', [
    ['token', new URL(link).hash.slice(1)],
    ['name', 'Work laptop'],
    ...(code === null ? [] : [['code', code] as [string, string]]),
    ['response', response],
  ]);
}

/** Signs in at a page's login by passkey. */
async function usePasskey(
  browser: Browser,
  login: Visit,
  authenticator: SoftwareAuthenticator,
): Promise<Visit> {
  const page = await browser.open(`${new URL(login.url).pathname}/passkey`);
  expect(page.headers.get('content-security-policy')).toMatch(
    /default-src 'none'; style-src 'self'; script-src 'self';/,
  );
  const token = /name="form_token" value="([^"]*)"/.exec(page.text)?.[1] ?? '';
  return browser.post(`${new URL(page.url).pathname}`, [
    ['form_token', token],
    ['response', authenticator.get(optionsOf(page.text))],
  ]);
}

async function signInAtAccount(authenticator: SoftwareAuthenticator) {
  const browser = new Browser(identity.url);
  const landing = await browser.open('/account/en');
  const href = /href="(\/auth[^"]*)"/.exec(landing.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
  return { browser, page: await usePasskey(browser, await browser.open(href), authenticator) };
}

async function newAuthenticatorOf(id: string) {
  const { code, invitation } = await invite(official('operator-transport'), newOfficial(id));
  const { link } = await approve(official('admin'), invitation.id);
  const authenticator = new SoftwareAuthenticator(identity.url);
  expect((await registerBy(link, code, authenticator)).text).toContain('The passkey is registered');
  return authenticator;
}

describe('a new official', () => {
  it('is invited by one, approved by another, and signs in with the passkey; the token says how', async () => {
    const request = await invite(official('operator-transport'), newOfficial('planner-two'));
    expect(request).toMatchObject({
      __typename: 'AccountInvitationRequested',
      link: null,
      invitation: { state: 'REQUESTED' },
    });
    expect(request.code).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/);
    expect(
      await ask(colleague('planner-two', 'operator-transport'), '{ platformAccounts { id } }'),
    ).toMatchObject({
      codes: ['FORBIDDEN'],
    });
    const approved = await approve(official('admin'), request.invitation.id);
    expect(approved).toMatchObject({
      __typename: 'AccountInvitationApproved',
      invitation: { state: 'APPROVED' },
    });
    const authenticator = new SoftwareAuthenticator(identity.url);
    const done = await registerBy(approved.link, request.code, authenticator);
    expect([done.status, done.text]).toEqual([200, expect.stringContaining('The passkey is registered')]);

    const console = await connectApp(identity, 'civic-console');
    const { url, verifier } = await authorizationUrl(console, 'openid transport:passes');
    const browser = new Browser(identity.url);
    const back = await usePasskey(browser, await browser.open(url.href), authenticator);
    const claims = claimsOf((await redeem(console, back.url, verifier)).access_token);
    expect(claims).toMatchObject({
      ...{
        principal: 'operator',
        agency: 'transport',
        roles: ['transport-planner'],
        scope: 'transport:passes',
      },
      ...{ acr: 'urn:civic-graph:assurance:high', amr: ['hwk', 'user', 'mfa'] },
    });
    const listed = await ask(
      official('operator-transport'),
      '{ platformAccounts { id kind passkeyCount lastSignedInAt lockedAt } }',
    );
    expect(listed.data.platformAccounts).toContainEqual({
      ...{ id: 'planner-two', kind: 'OFFICIAL', passkeyCount: 1, lockedAt: null },
      lastSignedInAt: expect.stringMatching(/^2026-11-28T08:/),
    });
    expect(listed.data.platformAccounts.map(({ id }: { id: string }) => id)).not.toContain('admin');
  });

  it('gets nothing that the inviting official does not have, and no other agency', async () => {
    const by = official('operator-transport');
    for (const [more, field] of [
      [{ roles: ['treasurer'] }, 'roles'],
      [{ roles: ['platform-admin'] }, 'roles'],
      [{ scopes: ['payments:notices'] }, 'scopes'],
      [{ agency: 'finance' }, 'agency'],
      [{ agency: null }, 'agency'],
      [{ kind: 'ADMIN', agency: null, roles: [], scopes: [] }, 'agency'],
      [{ kind: 'DEVELOPER', agency: null, roles: [], scopes: [] }, 'agency'],
      [{ id: 'Planner' }, 'id'],
      [{ id: 'operator-payments' }, 'id'],
      [{ nameZh: '\u202Eevil' }, 'nameZh'],
      [{ nameEn: 'W\u0430ng' }, 'nameEn'],
    ] as const) {
      const outcome = await invite(by, newOfficial('planner-three', more));
      expect(outcome, JSON.stringify(more)).toMatchObject({ __typename: 'AccountInvitationRefused', field });
    }
    expect(
      await invite(official('admin'), newOfficial('planner-three', { scopes: ['payments:notices'] })),
    ).toMatchObject({
      field: 'scopes',
    });
  });

  it('is not approved by who requested it, nor by another agency; and withdrawn it cannot be', async () => {
    const { invitation } = await invite(official('operator-transport'), newOfficial('planner-four'));
    expect(await approve(official('operator-transport'), invitation.id)).toMatchObject({
      message: expect.stringContaining('your own request'),
    });
    expect(await approve(official('operator-payments'), invitation.id)).toMatchObject({
      message: expect.stringContaining('no open request'),
    });
    const withdrawn = await ask(
      official('admin'),
      'mutation ($input: WithdrawAccountInvitationInput!) { withdrawAccountInvitation(input: $input) { __typename } }',
      { input: { invitation: invitation.id } },
    );
    expect(withdrawn.data.withdrawAccountInvitation.__typename).toBe('AccountInvitationWithdrawn');
    expect(await approve(official('admin'), invitation.id)).toMatchObject({ message: expect.any(String) });
  });

  it('PostgreSQL refuses an approval by the requester, and people whom nobody has invited', async () => {
    const { invitation } = await invite(official('operator-transport'), newOfficial('planner-five'));
    const forge = identity.subgraph.database
      .updateTable('account_invitation')
      .set({ approved_at: now, approved_by: invitation.requestedBy, token_digest: 'mine' })
      .where('id', '=', invitation.id)
      .execute();
    await expect(forge).rejects.toMatchObject({ code: '23514' });
    const insert = identity.subgraph.database
      .insertInto('official')
      .values({ id: 'mine', name_zh: '', name_en: '', kind: 'admin', agency: null, roles: [], scopes: [] })
      .execute();
    await expect(insert).rejects.toMatchObject({ code: '42501' });
  });
});

it('a developer is invited by the admin alone', async () => {
  const person = { kind: 'DEVELOPER', id: 'dev-two', nameZh: '开发者', nameEn: 'Developer' };
  const { link, code } = await invite(official('admin'), person);
  expect(code).toBeNull();
  expect((await registerBy(link, null, new SoftwareAuthenticator(identity.url))).status).toBe(200);
});

describe('a link', () => {
  it('works once, for three days, and only with its code; five wrong codes end it', async () => {
    const approved = async (id: string) => {
      const { code, invitation } = await invite(official('operator-transport'), newOfficial(id));
      const { link } = await approve(official('admin'), invitation.id);
      return { code, link };
    };
    const first = await approved('planner-six');
    const authenticator = new SoftwareAuthenticator(identity.url);
    expect((await registerBy(first.link, '2222-2222', authenticator)).status).toBe(422);
    expect(
      (await registerBy(first.link, first.code.toLowerCase().replace('-', ' '), authenticator)).status,
    ).toBe(200);
    expect((await openLink(new Browser(identity.url), first.link)).status).toBe(404);

    const second = await approved('planner-seven');
    for (let tries = 0; tries < 5; tries += 1) {
      expect((await registerBy(second.link, '2222-2222', authenticator)).status).toBe(422);
    }
    expect((await openLink(new Browser(identity.url), second.link)).status).toBe(404);

    const third = await approved('planner-eight');
    now = new Date(now.getTime() + 3 * 24 * 3_600_000);
    expect((await openLink(new Browser(identity.url), third.link)).status).toBe(404);
  });

  it('is refused to other sites, and guesses are limited', async () => {
    const { code, invitation } = await invite(official('operator-transport'), newOfficial('planner-nine'));
    const { link } = await approve(official('admin'), invitation.id);
    const form = new URLSearchParams({ token: new URL(link).hash.slice(1), code }).toString();
    const post = (headers: Record<string, string>) =>
      fetch(`${identity.url}/invitation`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: form,
      });
    expect((await post({ 'sec-fetch-site': 'cross-site' })).status).toBe(404);
    expect((await post({ 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    const browser = new Browser(identity.url);
    const statuses: number[] = [];
    for (let tries = 0; tries < 21; tries += 1) {
      statuses.push((await browser.post('/invitation', [['token', 'guess']])).status);
    }
    expect(statuses.at(-1)).toBe(429);
    now = new Date(now.getTime() + 11 * 60_000);
    expect((await browser.post('/invitation', [['token', 'guess']])).status).toBe(404);
  });
});

describe('a recovery', () => {
  it('needs two others, and ends earlier keys, sessions and tokens', async () => {
    const lost = await newAuthenticatorOf('planner-ten');
    const { browser } = await signInAtAccount(lost);
    expect((await browser.open('/account/en')).text).toContain('Work laptop');
    const self = colleague('planner-ten', 'operator-transport');
    expect(await recover(self, 'planner-ten')).toMatchObject({ field: 'account' });
    const request = await recover(official('operator-transport'), 'planner-ten');
    expect(await recover(official('admin'), 'planner-ten')).toMatchObject({
      message: expect.stringContaining('open invitation'),
    });
    expect(await approve(self, request.invitation.id)).toMatchObject({
      message: expect.stringContaining('own account'),
    });
    const { link } = await approve(official('admin'), request.invitation.id);
    await identity.owner
      .insertInto('linked_identity')
      .values({
        ...{ id: crypto.randomUUID(), provider: 'staff', subject_digest: 'lost', official: 'planner-ten' },
        ...{ citizen_key: null, developer: null, linked_at: now, last_used_at: now, unlinked_at: null },
      })
      .execute();
    const found = new SoftwareAuthenticator(identity.url);
    expect((await registerBy(link, request.code, found)).status).toBe(200);
    expect((await browser.open('/account/en')).text).not.toContain('Work laptop');
    const { unlinked_at } = await identity.owner
      .selectFrom('linked_identity')
      .select('unlinked_at')
      .where('official', '=', 'planner-ten')
      .executeTakeFirstOrThrow();
    expect(unlinked_at).not.toBeNull();
    expect((await signInAtAccount(lost)).page.status).toBe(403);
    const { page } = await signInAtAccount(found);
    expect(page.text).toContain('The registration link was used');
    expect(page.text).toContain('A registration link for you was requested');
  });
});

describe('a locked account', () => {
  it('is signed out, cannot sign in, and is opened by a recovery only', async () => {
    const authenticator = await newAuthenticatorOf('planner-eleven');
    await identity.owner
      .insertInto('machine_client')
      .values({
        ...{ client_id: 'ci-transport-eleven', agency: 'transport', subgraph: 'transport', jwk: '{}' },
        ...{ thumbprint: 'eleven', registered_by: 'planner-eleven', registered_by_subject: 'x' },
        ...{ registered_at: now, removed_at: null, removed_by_subject: null },
      })
      .execute();
    const { browser } = await signInAtAccount(authenticator);
    const self = colleague('planner-eleven', 'operator-transport');
    expect(await lock(self, 'planner-eleven')).toMatchObject({ field: 'account' });
    expect(await lock(official('operator-payments'), 'planner-eleven')).toMatchObject({ field: 'account' });
    expect(await lock(official('operator-transport'), 'planner-eleven')).toMatchObject({
      __typename: 'AccountLocked',
    });
    const revoked = await identity.owner.selectFrom('revocation').select(['kind', 'id']).execute();
    expect(revoked).toContainEqual({ kind: 'client', id: 'ci-transport-eleven' });
    expect((await browser.open('/account/en')).text).not.toContain('Signed in as');
    expect((await signInAtAccount(authenticator)).page.status).toBe(403);
    expect((await ask(self, '{ platformAccounts { id } }')).codes).toEqual(['FORBIDDEN']);
    const request = await recover(official('operator-transport'), 'planner-eleven');
    const { link } = await approve(official('admin'), request.invitation.id);
    const next = new SoftwareAuthenticator(identity.url);
    expect((await registerBy(link, request.code, next)).status).toBe(200);
    expect((await signInAtAccount(next)).page.text).toContain('Left the office');
  });
});

describe('the page about an account', () => {
  const post = async (
    browser: Browser,
    page: Visit,
    ending: string,
    fields: readonly [string, string][] = [],
  ) => {
    const { action, hidden } = formOf(page.text, ending);
    return browser.post(action, [...new Map([...hidden, ...fields])]);
  };

  it('adds, renames and removes keys, and keeps the last way to sign in', async () => {
    const authenticator = await newAuthenticatorOf('planner-twelve');
    const { browser, page } = await signInAtAccount(authenticator);
    const second = new SoftwareAuthenticator(identity.url);
    const added = await post(browser, page, '/account/en/passkeys', [
      ['name', ' Spare\u202E key '],
      ['response', second.create(optionsOf(page.text))],
    ]);
    expect(added.text).toContain('The passkey has been added.');
    expect(added.text).toContain('<h3>Spare key</h3>');
    const [first, other] = [...added.text.matchAll(/href="(\/account\/en\/passkeys\/[^"]+)"/g)].map(
      ([, href = '']) => href,
    );
    const renamed = await post(browser, await browser.open(other!), other!, [['name', 'Key ring']]);
    expect(renamed.text).toContain('<h3>Key ring</h3>');
    const removed = await post(browser, await browser.open(other!), `${other}/remove`);
    expect(removed.text).toContain('The passkey has been removed');
    expect((await signInAtAccount(second)).page.status).toBe(403);
    const kept = await post(browser, await browser.open(first!), `${first}/remove`);
    expect(kept.text).toContain('This is your only way to sign in');
    expect((await signInAtAccount(authenticator)).page.status).toBe(200);
  });

  it('keeps one way to sign in when two are removed at once', async () => {
    const authenticator = await newAuthenticatorOf('planner-22');
    const { browser, page } = await signInAtAccount(authenticator);
    const added = await post(browser, page, '/account/en/passkeys', [
      ['response', new SoftwareAuthenticator(identity.url).create(optionsOf(page.text))],
    ]);
    const keys = [...added.text.matchAll(/href="(\/account\/en\/passkeys\/[^"]+)"/g)].map(
      ([, href = '']) => href,
    );
    const forms: Visit[] = [];
    for (const key of keys) forms.push(await browser.open(key));
    // Both wait for the rows, so both have asked whether they remove the last way.
    const removals = await identity.owner.transaction().execute(async (transaction) => {
      await sql`select id from passkey where official = 'planner-22' for update`.execute(transaction);
      const both = Promise.all(keys.map((key, index) => post(browser, forms[index]!, `${key}/remove`)));
      await eventually(async () => {
        const { rows } = await sql`select pid from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`.execute(identity.owner);
        expect(rows).toHaveLength(2);
      });
      return { both };
    });
    await removals.both;
    const kept = await identity.owner
      .selectFrom('passkey')
      .select('id')
      .where('official', '=', 'planner-22')
      .where('removed_at', 'is', null)
      .execute();
    expect([keys.length, kept.length]).toEqual([2, 1]);
  });

  it('adds and removes nothing in a session that was left open', async () => {
    const authenticator = await newAuthenticatorOf('planner-13');
    const { browser, page } = await signInAtAccount(authenticator);
    now = new Date(now.getTime() + 16 * 60_000);
    const later = await browser.open('/account/en');
    expect(later.text).toContain('Sign in again to add or remove a passkey');
    const second = new SoftwareAuthenticator(identity.url);
    const refused = await post(browser, page, '/account/en/passkeys', [
      ['response', second.create(optionsOf(page.text))],
    ]);
    expect(refused.text).toContain('sign in again first');
  });

  it('notifies of sign-ins elsewhere until they are reviewed, and signs out everywhere', async () => {
    const authenticator = await newAuthenticatorOf('planner-14');
    const here = await signInAtAccount(authenticator);
    const there = await signInAtAccount(authenticator);
    const page = await here.browser.open('/account/en');
    expect(page.text).toContain('New sign-ins: were they all you?');
    const reviewed = await post(here.browser, page, '/reviewed');
    expect(reviewed.text).not.toContain('New sign-ins: were they all you?');
    const ended = await post(here.browser, reviewed, '/end');
    expect(ended.text).toContain('The session has ended.');
    expect((await there.browser.open('/account/en')).text).not.toContain('Signed in as');
    const out = await post(here.browser, ended, '/sign-out-everywhere');
    expect(out.text).not.toContain('Signed in as');
  });

  it('belongs to nobody else, and takes no form without its token', async () => {
    const [one, two] = [await newAuthenticatorOf('planner-15'), await newAuthenticatorOf('planner-16')];
    const mine = await signInAtAccount(one);
    const theirs = await signInAtAccount(two);
    const key = /href="(\/account\/en\/passkeys\/[^"]+)"/.exec(theirs.page.text)?.[1] ?? '';
    expect((await mine.browser.open(key)).status).toBe(404);
    const token = /name="form_token" value="([^"]*)"/.exec(mine.page.text)?.[1] ?? '';
    const stolen = await mine.browser.post(`${key}/remove`, [['form_token', token]]);
    expect(stolen.status).toBe(403);
    expect((await mine.browser.post('/account/en/sign-out-everywhere', [])).status).toBe(403);
  });
});

/** Added by the operator. */
async function addOfficial(id: string, more: { kind?: 'admin'; roles?: string[]; locked_at?: Date } = {}) {
  await identity.owner
    .insertInto('official')
    .values({
      ...{ id, name_zh: '人', name_en: 'Person', kind: 'operator', roles: [], scopes: [], ...more },
      agency: more.kind === 'admin' ? null : 'transport',
    })
    .execute();
}

describe('an id has one account', () => {
  const developer = (id: string) => ({ kind: 'DEVELOPER', id, nameZh: '开发者', nameEn: 'Developer' });

  it('so nobody invites a developer while an admin of that id is requested', async () => {
    await addOfficial('admin-two', { kind: 'admin' });
    const person = { kind: 'ADMIN', id: 'wang', nameZh: '王', nameEn: 'Wang' };
    await invite(colleague('admin-two', 'admin'), person);
    expect(await invite(official('admin'), developer('wang'))).toMatchObject({
      message: expect.stringContaining('open invitation'),
    });
  });

  it('PostgreSQL refuses to add an official with the id of a developer', async () => {
    const { invitation } = await invite(official('operator-transport'), newOfficial('wang-two'));
    await identity.owner
      .insertInto('developer')
      .values({ id: 'wang-two', name_zh: '王', name_en: 'Wang' })
      .execute();
    const approval = identity.subgraph.database
      .updateTable('account_invitation')
      .set({ approved_at: now, approved_by: 'another', token_digest: 'wang-two' })
      .where('id', '=', invitation.id)
      .execute();
    await expect(approval).rejects.toMatchObject({ code: '23505' });
  });

  it("a developer's passkey does not sign in as the official of the same id", async () => {
    const authenticator = new SoftwareAuthenticator(identity.url);
    const { link } = await invite(official('admin'), developer('wang-three'));
    await registerBy(link, null, authenticator);
    expect((await signInAtAccount(authenticator)).page.status).toBe(200);
    await addOfficial('wang-three', { kind: 'admin' });
    expect((await signInAtAccount(authenticator)).page.status).toBe(403);
  });
});

it('a recovery gives nobody an account with more rights than their own', async () => {
  for (const id of ['clerk-one', 'clerk-two']) await addOfficial(id);
  await addOfficial('manager', { roles: ['transport-planner'] });
  const [one, two] = (['clerk-one', 'clerk-two'] as const).map((id) => colleague(id, 'operator-transport'));
  expect(await recover(one!, 'manager')).toMatchObject({
    field: 'account',
    message: expect.stringContaining('ask an admin'),
  });
  const { invitation } = await recover(official('operator-transport'), 'manager');
  expect(await approve(two!, invitation.id)).toMatchObject({
    message: expect.stringContaining('an admin has to approve it'),
  });
  expect((await approve(official('admin'), invitation.id)).__typename).toBe('AccountInvitationApproved');
  const peer = await recover(one!, 'clerk-two');
  expect((await approve(official('operator-transport'), peer.invitation.id)).__typename).toBe(
    'AccountInvitationApproved',
  );
});

it('a lock withdraws open links for the account, and those that it requested or approved', async () => {
  await newAuthenticatorOf('planner-18');
  const locked = colleague('planner-18', 'operator-transport');
  const [by, admin] = [official('operator-transport'), official('admin')];
  const recovery = await recover(by, 'planner-18');
  const links = [(await approve(admin, recovery.invitation.id)).link];
  const theirs = await invite(locked, newOfficial('planner-19'));
  const others = await invite(by, newOfficial('planner-20'));
  links.push((await approve(locked, others.invitation.id)).link);
  const unrelated = await invite(by, newOfficial('planner-21'));
  await lock(by, 'planner-18');
  for (const link of links) expect((await openLink(new Browser(identity.url), link)).status).toBe(404);
  expect(await approve(admin, theirs.invitation.id)).toMatchObject({
    message: expect.stringContaining('no open request'),
  });
  expect((await approve(admin, unrelated.invitation.id)).__typename).toBe('AccountInvitationApproved');
});

describe('the service by itself', () => {
  const forged = (account: string, more: object) => ({
    ...{ id: crypto.randomUUID(), kind: 'official', account, purpose: 'first', agency: null },
    person: JSON.stringify({ name_zh: '我', name_en: 'Me', roles: ['platform-admin'], scopes: [] }),
    ...{ requested_at: now, requested_by: 'one', approved_at: now, approved_by: 'two' },
    ...{
      token_digest: account,
      code_digest: 'code',
      expires_at: now,
      ended_at: null,
      ended_as: null,
      ...more,
    },
  });
  const insert = (row: object) =>
    identity.subgraph.database
      .insertInto('account_invitation')
      .values(row as never)
      .execute();

  it('invites nobody as the operator', async () => {
    await expect(insert(forged('forged-one', { requested_by: 'operator' }))).rejects.toMatchObject({
      code: '42501',
    });
  });

  it('adds no official at once', async () => {
    await insert(forged('forged-two', {}));
    const added = await identity.owner
      .selectFrom('official')
      .select('id')
      .where('id', '=', 'forged-two')
      .execute();
    expect(added).toEqual([]);
  });

  it('cannot redirect the names in the trigger that adds people', async () => {
    const { rows } = await sql`select proconfig from pg_proc where proname = 'add_invited_person'`.execute(
      identity.owner,
    );
    expect(rows).toEqual([{ proconfig: ['search_path=public, pg_temp'] }]);
  });
});

it('the list of accounts finds keys and sign-ins by index', async () => {
  const plan = await identity.owner.transaction().execute(async (transaction) => {
    await sql`set local enable_seqscan = off`.execute(transaction);
    const { rows } = await sql`explain ${accountsQuery(null)}`.execute(transaction);
    return JSON.stringify(rows);
  });
  for (const index of ['passkey', 'account_event'].flatMap((table) => [
    `${table}_official`,
    `${table}_developer`,
  ])) {
    expect(plan).toContain(index);
  }
});

it('a copied key is refused, and its owner reads of it', async () => {
  const authenticator = await newAuthenticatorOf('planner-17');
  authenticator.counter = 40;
  expect((await signInAtAccount(authenticator)).page.status).toBe(200);
  authenticator.counter = 3;
  const { page } = await signInAtAccount(authenticator);
  expect([page.status, page.text]).toEqual([403, expect.stringContaining('passkey_copied')]);
  authenticator.counter = 50;
  const { page: account } = await signInAtAccount(authenticator);
  expect(account.text).toContain('Refused a passkey that may have been copied');
});

it('nobody but officials and the admin decides on accounts', async () => {
  for (const persona of ['lin', 'developer'] as const) {
    const { codes } = await ask(personas[persona], '{ platformAccounts { id } accountInvitations { id } }');
    expect(codes.length).toBeGreaterThan(0);
  }
  await eventually(async () => {
    const rows = await identity.owner.selectFrom('account_event').select('kind').execute();
    expect(new Set(rows.map(({ kind }) => kind))).toContain('account-locked');
  });
});
