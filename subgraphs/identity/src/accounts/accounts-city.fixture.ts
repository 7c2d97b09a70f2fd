import { Browser, personas, type Visit } from '@civic-graph/testing';
import { expect } from 'vitest';
import { pairwiseSubject } from '../citizen/pairwise.ts';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';
import { linkOf } from '../my-data/signed-in-citizen.fixture.ts';
import { optionsOf, SoftwareAuthenticator } from '../passkeys/software-authenticator.fixture.ts';
import { usePasskey } from '../passkeys/use-passkey.fixture.ts';

/* One deployment for all suites about accounts, and what people do in it. */

export let identity: IdentityDeployment;
let ahead = 0;

export async function startCity(): Promise<void> {
  identity = await startIdentity({ clock });
}

export function clock(): Date {
  return new Date(Date.now() + ahead);
}

/** Lets time pass. */
export function pass(milliseconds: number): void {
  ahead += milliseconds;
}

export type Principal = Parameters<IdentityDeployment['subgraph']['executeAs']>[0];

/** As tokens of the platform's own clients name them. */
export function official(id: 'operator-transport' | 'operator-payments' | 'admin'): Principal {
  return colleague(id, id);
}

/** Somebody who need not be a persona of the demo. */
export function colleague(id: string, like: 'operator-transport' | 'operator-payments' | 'admin'): Principal {
  const subject = pairwiseSubject(id, 'civic-console', identity.config.pairwiseSalt);
  return { ...personas[like], subject, clientId: 'civic-console' };
}

export async function ask<Data>(principal: Principal, query: string, variables: object = {}) {
  const { data, errors } = await identity.subgraph.executeAs(principal, { query, variables });
  return { data: data as Data, codes: (errors ?? []).map(({ extensions }) => extensions?.code) };
}

/** Members of all answers; a test knows which its answer has. */
export interface Answer {
  readonly __typename: string;
  readonly code: string;
  readonly link: string;
  readonly invitation: { readonly id: string; readonly state: string; readonly requestedBy: string };
  readonly field: string;
  readonly message: string;
}

async function mutate(by: Principal, name: string, input: object, fields = ''): Promise<Answer> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const mutation = `mutation ($input: ${type}!) { ${name}(input: $input) {
    __typename ... on AccountInvitationRefused { field message } ${fields} } }`;
  const { data } = await ask<Record<string, Answer>>(by, mutation, { input });
  return data[name] as Answer;
}

const requested =
  '... on AccountInvitationRequested { code link invitation { id state account purpose requestedBy } }';
export const invite = (by: Principal, input: object) => mutate(by, 'inviteAccount', input, requested);
export const recover = (by: Principal, account: string) =>
  mutate(by, 'recoverAccount', { account }, requested);
export const approve = (by: Principal, invitation: string) =>
  mutate(
    by,
    'approveAccountInvitation',
    { invitation },
    '... on AccountInvitationApproved { link invitation { state } }',
  );
export const withdraw = (by: Principal, invitation: string) =>
  mutate(by, 'withdrawAccountInvitation', { invitation });
export const lock = (by: Principal, account: string) =>
  mutate(by, 'lockAccount', { account, reason: 'Left the office' });

export const newOfficial = (id: string, more: object = {}) => ({
  ...{ kind: 'OFFICIAL', id, nameZh: '新同事', nameEn: 'New colleague', agency: 'transport' },
  ...{ roles: ['transport-planner'], scopes: ['transport:passes'], ...more },
});

/** Added by the operator. */
export async function addOfficial(
  id: string,
  more: { readonly kind?: 'admin'; readonly roles?: string[] } = {},
): Promise<void> {
  await identity.owner
    .insertInto('official')
    .values({
      ...{ id, name_zh: '人', name_en: 'Person', kind: 'operator', roles: [], scopes: [], ...more },
      agency: more.kind === 'admin' ? null : 'transport',
    })
    .execute();
}

/** What the script does with the fragment of the link. */
export async function openLink(browser: Browser, link: string): Promise<Visit> {
  const { pathname, hash } = new URL(link);
  expect(pathname).toBe('/invitation');
  return browser.post('/invitation', [['token', hash.slice(1)]]);
}

/** @param code null for a developer */
export async function registerBy(
  link: string,
  code: string | null,
  authenticator: SoftwareAuthenticator,
): Promise<Visit> {
  const browser = new Browser(identity.url);
  const page = await openLink(browser, link);
  expect(page.status).toBe(200);
  return browser.submit(page, '/invitation/passkey', [
    ['name', 'Work laptop'],
    ...(code === null ? [] : [['code', code] as [string, string]]),
    ['response', authenticator.create(optionsOf(page.text))],
  ]);
}

export async function signInAtAccount(authenticator: SoftwareAuthenticator) {
  const browser = new Browser(identity.url);
  const login = await browser.open(linkOf(await browser.open('/account/en'), '/auth?'));
  return { browser, page: await usePasskey(browser, login, authenticator) };
}

/** A new official of transport, with a passkey. */
export async function newAuthenticatorOf(id: string): Promise<SoftwareAuthenticator> {
  const { code, invitation } = await invite(official('operator-transport'), newOfficial(id));
  const { link } = await approve(official('admin'), invitation.id);
  const authenticator = new SoftwareAuthenticator(identity.url);
  expect((await registerBy(link, code, authenticator)).text).toContain('The passkey is registered');
  return authenticator;
}
