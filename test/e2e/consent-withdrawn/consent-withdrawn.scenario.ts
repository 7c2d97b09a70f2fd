import { eventually } from '@civic-graph/testing';
import { expect, it } from 'vitest';
import type { Answer } from '../deployment.ts';
import { expectPromisedTime } from '../promised-time.ts';
import { two } from '../two-gateways/two-gateways.ts';

const personal = '{ me { profile { name { value } } transitPasses { kind } } }';
const open = '{ stops(first: 1) { nodes { name } } }';
const consents = '{ me { consents(first: 100) { nodes { id status app { clientId } } } } }';
const narrow = `mutation ($input: NarrowConsentInput!) { narrowConsent(input: $input) { __typename } }`;
const withdraw = `mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { __typename } }`;

const codes = (answers: readonly Answer[]) =>
  answers.map(({ errors }) => errors?.[0]?.extensions.code ?? null);

/** Milliseconds until both gateways answer `code` to requests with this token. */
async function untilBothSay(code: string, token: string): Promise<number> {
  const start = performance.now();
  await eventually(async () => expect(codes(await two.askBoth(token, personal))).toEqual([code, code]));
  return performance.now() - start;
}

async function consentOf(token: string): Promise<string> {
  const { data } = await two.askFirst(token, consents);
  const { nodes } = (data as { me: { consents: { nodes: { id: string; status: string; app: object }[] } } })
    .me.consents;
  return nodes.find(
    ({ status, app }) => status === 'ACTIVE' && 'clientId' in app && app.clientId === 'wechat-city',
  )!.id;
}

it('narrowing a consent ends its tokens on both gateways; a new token has the remaining scopes', async () => {
  const token = await two.token('lin');
  expect(codes(await two.askBoth(token, personal))).toEqual([null, null]);
  const input = {
    consent: await consentOf(token),
    keep: ['identity:basic', 'identity:profile', 'identity:consents'],
  };
  const { data } = await two.askFirst(token, narrow, { input });
  expect(data).toEqual({ narrowConsent: { __typename: 'ConsentNarrowed' } });
  expectPromisedTime(await untilBothSay('TOKEN_REVOKED', token));

  for (const { data, errors } of await two.askBoth(await two.token('lin'), personal)) {
    expect(data).toEqual({ me: { profile: { name: { value: '林晓梅' } }, transitPasses: null } });
    expect(errors?.map(({ path }) => path)).toEqual([['me', 'transitPasses']]);
  }
});

it('withdrawing a consent ends its tokens on both gateways', async () => {
  const token = await two.token('lin');
  const input = { consent: await consentOf(token) };
  const { data } = await two.askFirst(token, withdraw, { input });
  expect(data).toEqual({ withdrawConsent: { __typename: 'ConsentWithdrawn' } });
  expectPromisedTime(await untilBothSay('TOKEN_REVOKED', token));

  // The new token identifies the citizen, and opens no personal data.
  for (const answer of await two.askBoth(await two.token('lin'), personal)) {
    expect(answer.data).toEqual({ me: { profile: null, transitPasses: null } });
  }
});

it('gateways without the feed serve only public data, and everything once it is back', {
  timeout: 120_000,
}, async () => {
  const token = await two.token('operator-transport');
  const guarded = '{ me { id } }';
  expect(codes(await two.askBoth(token, guarded))).toEqual([null, null]);
  await two.killIdentity();
  await eventually(async () => {
    expect(codes(await two.askBoth(token, guarded))).toEqual([
      'PERSONAL_DATA_WITHHELD',
      'PERSONAL_DATA_WITHHELD',
    ]);
  });
  for (const answer of await two.askBoth(token, open)) {
    expect(answer).toEqual({ data: { stops: { nodes: [{ name: expect.any(String) }] } } });
  }
  const withheld = expect.objectContaining({ status: 'ready', personalData: 'withheld' });
  expect(await two.readiness()).toEqual([withheld, withheld]);

  await two.startIdentity();
  await eventually(async () => expect(codes(await two.askBoth(token, guarded))).toEqual([null, null]), {
    withinMs: 60_000,
  });
  const served = expect.objectContaining({ personalData: 'served' });
  expect(await two.readiness()).toEqual([served, served]);
});
