import { Browser, personas } from '@civic-graph/testing';
import { describe, expect, it } from 'vitest';
import { optionsOf, SoftwareAuthenticator } from '../../passkeys/software-authenticator.fixture.ts';
import {
  ask,
  clock,
  identity,
  official,
  type Principal,
  pass,
  signInAtAccount,
} from '../accounts-city.fixture.ts';

let count = 0;
/** Signs up like a person with a browser, and registers a passkey. */
async function signUp() {
  count += 1;
  const browser = new Browser(identity.url);
  const page = await browser.submit(await browser.open('/sign-up'), '/sign-up', [
    ['nameZh', `新公司${count}`],
    ['nameEn', `New Company ${count}`],
    ['contact', 'team@company.example'],
  ]);
  expect(page.status).toBe(200);
  const [, account = ''] = /<dd>(dev-[0-9a-f]{10})<\/dd>/.exec(page.text) ?? [];
  const authenticator = new SoftwareAuthenticator(identity.url);
  const registered = await browser.submit(page, '/invitation/passkey', [
    ['name', 'Laptop'],
    ['response', authenticator.create(optionsOf(page.text))],
  ]);
  expect(registered.text).toContain('The passkey is registered');
  return { account, authenticator };
}

const as = (account: string): Principal => ({ ...personas.developer, developer: account, subject: account });
const admin = () => official('admin');

async function mutate(by: Principal, name: string, input: object, more = '') {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ${more} } }`;
  const { data, codes } = await ask<Record<string, { __typename: string; clientId?: string }>>(by, query, {
    input,
  });
  return { ...data?.[name], codes };
}

const register = (by: Principal, name: string) =>
  mutate(
    by,
    'registerApp',
    {
      ...{ nameZh: `${name}应用`, nameEn: `${name} App`, platform: 'Web', homepage: 'https://app.example/' },
      ...{ contact: 'team@app.example', redirectUris: ['https://app.example/callback'] },
      purposes: [{ purpose: 'city-services', statement: 'Shows what is due' }],
    },
    '... on AppRegistered { clientId }',
  );

describe('a developer who signs up without an invitation', () => {
  it('signs in with the new passkey, drafts, and submits only after an admin has verified the organisation', async () => {
    const { account, authenticator } = await signUp();
    expect((await signInAtAccount(authenticator)).page.text).toContain(account);
    const own = as(account);
    const self =
      '{ developerAccount { id name(language: EN) verified } appRegistrations { nodes { clientId } } }';
    expect((await ask(own, self)).data).toEqual({
      developerAccount: { id: account, name: `New Company ${count}`, verified: false },
      // No apps of other developers.
      appRegistrations: { nodes: [] },
    });
    expect((await ask(own, '{ platformAccounts { id } accountInvitations { id } }')).codes).toEqual([
      'FORBIDDEN',
      'FORBIDDEN',
    ]);
    const { clientId } = await register(own, 'First');
    const draft = { client_id: clientId!, drafted_at: new Date(), submitted_at: null, fields: '[]' };
    const id = '00000000-0000-4000-8000-0000000000aa';
    await identity.owner
      .insertInto('access_request')
      .values({ ...draft, id })
      .execute();
    expect((await mutate(own, 'submitAccess', { clientId })).__typename).toBe('OrganisationUnverified');

    const listed = await ask<{ platformAccounts: { id: string }[] }>(
      admin(),
      '{ platformAccounts { id contact verified } }',
    );
    expect(listed.data.platformAccounts).toContainEqual({
      id: account,
      contact: 'team@company.example',
      verified: false,
    });
    const { data } = await ask<{ accountInvitations: { account: string }[] }>(
      admin(),
      '{ accountInvitations { account } }',
    );
    expect(data.accountInvitations).not.toContainEqual({ account });
    // However many sign up, they push nobody else off the list, which has an end.
    expect(listed.data.platformAccounts.at(-1)?.id).toBe(account);
    const verify = (by: Principal) => mutate(by, 'verifyDeveloper', { account });
    expect((await verify(own)).codes).toEqual(['FORBIDDEN']);
    expect((await verify(official('operator-transport'))).__typename).not.toBe('DeveloperVerified');
    expect((await verify(admin())).__typename).toBe('DeveloperVerified');
    expect((await verify(admin())).__typename).toBe('AccountInvitationRefused');
    expect((await mutate(own, 'submitAccess', { clientId })).__typename).toBe('AccessSubmitted');
  });

  it('registers two apps at most before the verification', async () => {
    const own = as((await signUp()).account);
    const results = [];
    for (const name of ['Second', 'Third', 'Fourth']) results.push((await register(own, name)).__typename);
    expect(results.slice(0, 2)).toEqual(['AppRegistered', 'AppRegistered']);
    expect(results[2]).not.toBe('AppRegistered');
  });

  it('reserves no name for apps before', async () => {
    const withName = (name: string) => ({
      ...{ nameZh: `新公司${name}`, nameEn: `New Company ${name}`, platform: 'Web' },
      ...{ homepage: 'https://app.example/', contact: 'team@app.example' },
      redirectUris: ['https://app.example/callback'],
      purposes: [{ purpose: 'city-services', statement: 'Shows what is due' }],
    });
    const owner = personas.developer;
    await signUp();
    expect((await mutate(owner, 'registerApp', withName(String(count)))).__typename).toBe('AppRegistered');
    const { account } = await signUp();
    await mutate(admin(), 'verifyDeveloper', { account });
    expect((await mutate(owner, 'registerApp', withName(String(count)))).__typename).toBe('AppNameTaken');
  });

  it('is limited per network, and on the platform', async () => {
    pass(10 * 60 * 1000 + 1);
    const post = (contact: string, headers = {}) =>
      fetch(`${identity.url}/sign-up`, {
        method: 'POST',
        headers,
        body: new URLSearchParams({ nameZh: '又一公司', nameEn: 'Another Company', contact }),
      });
    expect((await post('team@company.example', { 'sec-fetch-site': 'cross-site' })).status).toBe(429);
    const statuses = [];
    for (let tried = 0; tried < 6; tried += 1) statuses.push((await post('no address')).status);
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
    // Beyond the limit of the platform, from any network.
    pass(2 * 60 * 60 * 1000);
    const now = clock();
    await identity.owner
      .insertInto('account_invitation')
      .values(
        Array.from({ length: 20 }, (_, at) => ({
          ...{
            id: `00000000-0000-4000-9000-0000000000${10 + at}`,
            kind: 'developer' as const,
            account: `dev-x${at}`,
          },
          ...{
            purpose: 'first' as const,
            person: null,
            agency: null,
            requested_at: now,
            requested_by: 'self',
          },
          ...{ code_digest: null, approved_at: now, approved_by: 'self', token_digest: `digest ${at}` },
          ...{ expires_at: now, ended_at: now, ended_as: 'withdrawn' as const },
        })),
      )
      .execute();
    expect((await post('team@company.example')).status).toBe(429);
  });
});
