import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { SoftwareAuthenticator } from '../../passkeys/software-authenticator.fixture.ts';
import {
  addOfficial,
  approve,
  ask,
  clock,
  colleague,
  identity,
  invite,
  newOfficial,
  official,
  registerBy,
  signInAtAccount,
} from '../accounts-city.fixture.ts';

describe('an id has one account', () => {
  const developer = (id: string) => ({ kind: 'DEVELOPER', id, nameZh: '开发者', nameEn: 'Developer' });
  const addDeveloper = (id: string) =>
    identity.owner.insertInto('developer').values({ id, name_zh: '王', name_en: 'Wang' }).execute();

  it('so nobody invites a developer while an admin of that id is requested', async () => {
    await addOfficial('admin-two', { kind: 'admin' });
    const person = { kind: 'ADMIN', id: 'wang', nameZh: '王', nameEn: 'Wang' };
    await invite(colleague('admin-two', 'admin'), person);
    expect(await invite(official('admin'), developer('wang'))).toMatchObject({
      message: expect.stringContaining('open invitation'),
    });
  });

  it('so nobody approves an official whose id has meanwhile become that of a developer', async () => {
    const { invitation } = await invite(official('operator-transport'), newOfficial('wang-two'));
    await addDeveloper('wang-two');
    expect(await approve(official('admin'), invitation.id)).toMatchObject({
      __typename: 'AccountInvitationRefused',
      message: expect.stringContaining('an id that has an account meanwhile'),
    });
    const listed = await ask<{ accountInvitations: object[] }>(
      official('admin'),
      '{ accountInvitations { id state } }',
    );
    expect(listed.data.accountInvitations).toContainEqual({ id: invitation.id, state: 'REQUESTED' });
  });

  it('so PostgreSQL refuses an official with the id of a developer, and the other way round', async () => {
    await expect(addOfficial('wang-two')).rejects.toMatchObject({ code: '23505' });
    await expect(addDeveloper('admin-two')).rejects.toMatchObject({ code: '23505' });
  });

  it("a developer's passkey does not sign in as the official of the same id", async () => {
    const authenticator = new SoftwareAuthenticator(identity.url);
    const { link } = await invite(official('admin'), developer('wang-three'));
    await registerBy(link, null, authenticator);
    expect((await signInAtAccount(authenticator)).page.status).toBe(200);
    // Such accounts may be older than the trigger.
    await sql`alter table official disable trigger refuse_second_account`.execute(identity.owner);
    await addOfficial('wang-three', { kind: 'admin' });
    await sql`alter table official enable trigger refuse_second_account`.execute(identity.owner);
    expect((await signInAtAccount(authenticator)).page.status).toBe(403);
  });
});

describe('the service by itself', () => {
  const forged = (account: string, more: object) => ({
    ...{ id: crypto.randomUUID(), kind: 'official', account, purpose: 'first', agency: null },
    person: JSON.stringify({ name_zh: '我', name_en: 'Me', roles: ['platform-admin'], scopes: [] }),
    ...{ requested_at: clock(), requested_by: 'one', approved_at: clock(), approved_by: 'two' },
    ...{
      token_digest: account,
      code_digest: 'code',
      expires_at: clock(),
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
