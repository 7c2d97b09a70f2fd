import { eventually, type Visit } from '@civic-graph/testing';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { identity, newAuthenticatorOf, pass, signInAtAccount } from '../accounts/accounts-city.fixture.ts';
import { optionsOf, SoftwareAuthenticator } from '../passkeys/software-authenticator.fixture.ts';

describe('the page about an account', () => {
  const keysOn = ({ text }: Visit) =>
    [...text.matchAll(/href="(\/account\/en\/passkeys\/[^"]+)"/g)].map(([, href = '']) => href);

  it('adds, renames and removes keys, and keeps the last way to sign in', async () => {
    const authenticator = await newAuthenticatorOf('planner-twelve');
    const { browser, page } = await signInAtAccount(authenticator);
    const second = new SoftwareAuthenticator(identity.url);
    const added = await browser.submit(page, '/account/en/passkeys', [
      ['name', ' Spare\u202E key '],
      ['response', second.create(optionsOf(page.text))],
    ]);
    expect(added.text).toContain('The passkey has been added.');
    expect(added.text).toContain('<h3>Spare key</h3>');
    const [first, other] = keysOn(added);
    const renamed = await browser.submit(await browser.open(other!), other!, [['name', 'Key ring']]);
    expect(renamed.text).toContain('<h3>Key ring</h3>');
    const removed = await browser.submit(await browser.open(other!), `${other}/remove`);
    expect(removed.text).toContain('The passkey has been removed');
    expect((await signInAtAccount(second)).page.status).toBe(403);
    const kept = await browser.submit(await browser.open(first!), `${first}/remove`);
    expect(kept.text).toContain('This is your only way to sign in');
    expect((await signInAtAccount(authenticator)).page.status).toBe(200);
  });

  it('keeps one way to sign in when two are removed at once', async () => {
    const authenticator = await newAuthenticatorOf('planner-22');
    const { browser, page } = await signInAtAccount(authenticator);
    const added = await browser.submit(page, '/account/en/passkeys', [
      ['response', new SoftwareAuthenticator(identity.url).create(optionsOf(page.text))],
    ]);
    const keys = keysOn(added);
    const forms: Visit[] = [];
    for (const key of keys) forms.push(await browser.open(key));
    // One waits for the rows and the other for the first, so both have begun before either ends.
    const removals = await identity.owner.transaction().execute(async (transaction) => {
      await sql`select id from passkey where official = 'planner-22' for update`.execute(transaction);
      const both = Promise.all(keys.map((key, index) => browser.submit(forms[index]!, `${key}/remove`)));
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
    pass(16 * 60_000);
    const later = await browser.open('/account/en');
    expect(later.text).toContain('Sign in again to add or remove a passkey');
    const second = new SoftwareAuthenticator(identity.url);
    const refused = await browser.submit(page, '/account/en/passkeys', [
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
    const reviewed = await here.browser.submit(page, '/reviewed');
    expect(reviewed.text).not.toContain('New sign-ins: were they all you?');
    const ended = await here.browser.submit(reviewed, '/end');
    expect(ended.text).toContain('The session has ended.');
    expect((await there.browser.open('/account/en')).text).not.toContain('Signed in as');
    const out = await here.browser.submit(ended, '/sign-out-everywhere');
    expect(out.text).not.toContain('Signed in as');
  });

  it('belongs to nobody else, and takes no form without its token', async () => {
    const [one, two] = [await newAuthenticatorOf('planner-15'), await newAuthenticatorOf('planner-16')];
    const mine = await signInAtAccount(one);
    const theirs = await signInAtAccount(two);
    const [key] = keysOn(theirs.page);
    expect((await mine.browser.open(key!)).status).toBe(404);
    const token = /name="form_token" value="([^"]*)"/.exec(mine.page.text)?.[1] ?? '';
    const stolen = await mine.browser.post(`${key}/remove`, [['form_token', token]]);
    expect(stolen.status).toBe(403);
    expect((await mine.browser.post('/account/en/sign-out-everywhere', [])).status).toBe(403);
  });
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
