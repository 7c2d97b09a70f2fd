import { authorizationUrl, Browser, claimsOf, connectApp, redeem } from '@civic-graph/testing';
import { describe, expect, it } from 'vitest';
import { SoftwareAuthenticator } from '../../passkeys/software-authenticator.fixture.ts';
import { usePasskey } from '../../passkeys/use-passkey.fixture.ts';
import {
  approve,
  ask,
  clock,
  colleague,
  identity,
  invite,
  newOfficial,
  official,
  openLink,
  pass,
  registerBy,
  withdraw,
} from '../accounts-city.fixture.ts';

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
    const login = await browser.open(url.href);
    const page = await browser.open(`${new URL(login.url).pathname}/passkey`);
    expect(page.headers.get('content-security-policy')).toMatch(
      /default-src 'none'; style-src 'self'; script-src 'self';/,
    );
    const back = await usePasskey(browser, login, authenticator);
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
    const { data } = await ask<{ platformAccounts: { id: string }[] }>(
      official('operator-transport'),
      '{ platformAccounts { id kind passkeyCount lastSignedInAt lockedAt } }',
    );
    expect(data.platformAccounts).toContainEqual({
      ...{ id: 'planner-two', kind: 'OFFICIAL', passkeyCount: 1, lockedAt: null },
      lastSignedInAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
    expect(data.platformAccounts.map(({ id }) => id)).not.toContain('admin');
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
    expect((await withdraw(official('admin'), invitation.id)).__typename).toBe('AccountInvitationWithdrawn');
    expect(await approve(official('admin'), invitation.id)).toMatchObject({
      message: expect.stringContaining('no open request'),
    });
  });

  it('PostgreSQL refuses an approval by the requester, and people whom nobody has invited', async () => {
    const { invitation } = await invite(official('operator-transport'), newOfficial('planner-five'));
    const forge = identity.subgraph.database
      .updateTable('account_invitation')
      .set({ approved_at: clock(), approved_by: invitation.requestedBy, token_digest: 'mine' })
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
    pass(3 * 24 * 3_600_000);
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
    pass(11 * 60_000);
    expect((await browser.post('/invitation', [['token', 'guess']])).status).toBe(404);
  });
});
