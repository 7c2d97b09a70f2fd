import { citizen, personas } from '@civic-graph/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';

let identity: IdentityDeployment;
let now = new Date('2026-06-01T00:00:00Z');
beforeAll(async () => {
  identity = await startIdentity({ clock: () => now });
});
afterAll(() => identity.stop());

type Person = Parameters<IdentityDeployment['subgraph']['executeAs']>[0];

const consentFields =
  'id revision decision status scopes { id classification title(language: EN) } validUntil hash predecessorHash';

const list = `{ me { consents(first: 100) { nodes { app { clientId } ${consentFields} } } } }`;
const narrow = `mutation ($input: NarrowConsentInput!) { narrowConsent(input: $input) { __typename
  ... on ConsentNarrowed { consent { ${consentFields} } } ... on ConsentProblem { message }
  ... on ScopesNotConsented { scopes } } }`;
const withdraw = `mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { __typename
  ... on ConsentWithdrawn { consent { ${consentFields} } } ... on ConsentProblem { message } } }`;

interface AnswerData {
  readonly me: { readonly consents: { readonly nodes: readonly Revision[] } };
  readonly narrowConsent: { readonly __typename: string };
  readonly withdrawConsent: { readonly __typename: string };
}

interface Revision {
  readonly id: string;
  readonly app: { readonly clientId: string };
  readonly status: string;
  readonly scopes: readonly object[];
  readonly validUntil: string;
  readonly hash: string;
}

async function ask(principal: Person, query: string, input?: object) {
  const { data, errors } = await identity.subgraph.executeAs(principal, {
    query,
    ...(input && { variables: { input } }),
  });
  return {
    data: data as unknown as AnswerData,
    codes: (errors ?? []).map(({ extensions }) => extensions?.code),
  };
}

/** Lin's revisions for one app, newest first. */
async function revisionsOf(clientId: string) {
  const { data } = await ask(personas.lin, list);
  const revisions = data.me.consents.nodes.filter(({ app }) => app.clientId === clientId);
  return revisions as [Revision, ...Revision[]];
}

it('a consent is narrowed, then withdrawn, and its history stays readable', async () => {
  const [given] = await revisionsOf('alipay-city');
  expect(given).toMatchObject({ revision: 1, decision: 'GIVEN', status: 'ACTIVE', predecessorHash: null });
  expect(given.scopes[0]).toEqual({
    id: 'identity:basic',
    classification: 'C1',
    title: 'Who you are to this app',
  });

  const narrowed = await ask(personas.lin, narrow, { consent: given.id, keep: ['identity:basic'] });
  expect(narrowed.codes).toEqual([]);
  expect(narrowed.data.narrowConsent).toMatchObject({
    __typename: 'ConsentNarrowed',
    consent: { revision: 2, status: 'ACTIVE', validUntil: given.validUntil, predecessorHash: given.hash },
  });

  const withdrawn = await ask(personas.lin, withdraw, { consent: given.id });
  expect(withdrawn.data.withdrawConsent).toMatchObject({
    __typename: 'ConsentWithdrawn',
    consent: { revision: 3, decision: 'WITHDRAWN', status: 'WITHDRAWN', scopes: [] },
  });
  expect(await ask(personas.lin, withdraw, { consent: given.id })).toEqual(withdrawn);

  const history = await revisionsOf('alipay-city');
  expect(history.map(({ status }) => status)).toEqual(['WITHDRAWN', 'SUPERSEDED', 'SUPERSEDED']);
});

it('problems that the user can fix are answers, not errors', async () => {
  const consent = 'demo-lin-weibo-city';
  const notConsented = await ask(personas.lin, narrow, { consent, keep: ['identity:profile'] });
  expect(notConsented.data.narrowConsent).toMatchObject({
    __typename: 'ScopesNotConsented',
    scopes: ['identity:profile'],
  });
  const unknown = await ask(personas.lin, withdraw, { consent: 'no-such-id' });
  expect(unknown.data.withdrawConsent.__typename).toBe('ConsentNotFound');
  const nothing = await ask(personas.lin, narrow, { consent, keep: [] });
  expect(nothing.codes).toEqual(['BAD_USER_INPUT']);
});

it('an expired consent cannot be narrowed', async () => {
  const start = now;
  now = new Date('2027-06-01T00:00:00Z');
  const [expired] = await revisionsOf('weibo-city');
  const narrowed = await ask(personas.lin, narrow, { consent: expired.id, keep: ['identity:basic'] });
  now = start;
  expect(expired.status).toBe('EXPIRED');
  expect(narrowed.data.narrowConsent.__typename).toBe('ConsentNotInForce');
});

it('another citizen, an official or an app cannot decide', async () => {
  const input = { consent: 'demo-lin-wechat-city' };
  const other = await ask(citizen(1), withdraw, input);
  expect(other.data.withdrawConsent.__typename).toBe('ConsentNotFound');
  const scopes = ['identity:consents'];
  for (const persona of [personas.admin, personas['operator-transport'], personas['wechat-city']]) {
    const { data, codes } = await ask({ ...persona, scopes }, withdraw, input);
    expect([data.withdrawConsent, codes]).toEqual([null, ['FORBIDDEN']]);
  }
  const [still] = await revisionsOf('wechat-city');
  expect(still.status).toBe('ACTIVE');
});
