import { describe, expect, it } from 'vitest';
import { SoftwareAuthenticator } from '../../passkeys/software-authenticator.fixture.ts';
import {
  addOfficial,
  approve,
  clock,
  colleague,
  identity,
  newAuthenticatorOf,
  official,
  recover,
  registerBy,
  signInAtAccount,
} from '../accounts-city.fixture.ts';

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
        ...{
          citizen_key: null,
          developer: null,
          linked_at: clock(),
          last_used_at: clock(),
          unlinked_at: null,
        },
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
