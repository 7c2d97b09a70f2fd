import { Browser, personas } from '@civic-graph/testing';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { SoftwareAuthenticator } from '../passkeys/software-authenticator.fixture.ts';
import {
  approve,
  ask,
  clock,
  colleague,
  identity,
  invite,
  lock,
  newAuthenticatorOf,
  newOfficial,
  official,
  openLink,
  recover,
  registerBy,
  signInAtAccount,
} from './accounts-city.fixture.ts';
import { accountsQuery } from './list-accounts.ts';
import { endSignInsQuery } from './sessions.ts';

describe('a locked account', () => {
  it('is signed out, cannot sign in, and is opened by a recovery only', async () => {
    const authenticator = await newAuthenticatorOf('planner-eleven');
    await identity.owner
      .insertInto('machine_client')
      .values({
        ...{ client_id: 'ci-transport-eleven', agency: 'transport', subgraph: 'transport', jwk: '{}' },
        ...{ thumbprint: 'eleven', registered_by: 'planner-eleven', registered_by_subject: 'x' },
        ...{ registered_at: clock(), removed_at: null, removed_by_subject: null },
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

it.each([
  [
    'the list of accounts finds keys and sign-ins',
    accountsQuery(null),
    ['passkey_official', 'passkey_developer', 'account_event_official', 'account_event_developer'],
  ],
  [
    'a sign-out everywhere finds sign-ins by each method',
    endSignInsQuery('citizen_key', 'somebody', new Date()),
    [
      'passkey_citizen',
      'upstream_sign_in_passkey',
      'linked_identity_of_citizen',
      'upstream_sign_in_identity',
    ],
  ],
])('%s by index', async (_what, query, indexes) => {
  const plan = await identity.owner.transaction().execute(async (transaction) => {
    await sql`set local enable_seqscan = off`.execute(transaction);
    const { rows } = await sql`explain ${query}`.execute(transaction);
    return JSON.stringify(rows);
  });
  for (const index of indexes) expect(plan).toContain(index);
});

it('nobody but officials and the admin decides on accounts', async () => {
  for (const persona of ['lin', 'developer'] as const) {
    const { codes } = await ask(personas[persona], '{ platformAccounts { id } accountInvitations { id } }');
    expect(codes).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  }
});
