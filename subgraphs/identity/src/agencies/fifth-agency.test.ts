import type { Principal } from '@civic-graph/policy';
import {
  type App,
  authorizationUrl,
  Browser,
  claimsOf,
  connectRegistered,
  eventually,
  logIn,
  personas,
  redeem,
  refresh,
  tick,
} from '@civic-graph/testing';
import type { TokenEndpointResponse } from 'openid-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { journal, record, send } from '../access-log/gateway-journal.fixture.ts';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';
import { analysis, guarded, me, startStubGateway } from '../partners/stub-gateway.fixture.ts';
import {
  cityManifests,
  librariesManifest,
  loans,
  type ManifestFolder,
  manifestFolderWith,
} from './manifests.fixture.ts';

const operation = 'query Loans { me { loans { title } } }';

let folder: ManifestFolder;
let gateway: Awaited<ReturnType<typeof startStubGateway>>;
let identity: IdentityDeployment;
beforeAll(async () => {
  folder = await manifestFolderWith(cityManifests);
  gateway = await startStubGateway({
    [operation]: analysis('Loans', [me, guarded('Citizen.loans', 'libraries', 'libraries:loans')]),
  });
  identity = await startIdentity({ agencyManifests: folder.path, gateways: [gateway.url] });
});
afterAll(async () => {
  await identity?.stop();
  await gateway?.stop();
  await folder?.delete();
});

/** Data with which the next test continues. */
let clientId: string;
let app: App;
let tokens: TokenEndpointResponse;

const culture: Principal = {
  ...personas['operator-identity'],
  subject: 'operator-libraries',
  agency: 'culture',
  roles: [],
};

async function ask<Data>(principal: Principal, query: string, variables: object = {}) {
  const { data, errors } = await identity.subgraph.executeAs(principal, { query, variables });
  expect(errors).toBeUndefined();
  return data as Data;
}

interface Nodes {
  readonly nodes: readonly Readonly<Record<string, unknown>>[];
}

/** The members that tests continue with; which of them are present depends on `__typename`. */
interface Payload {
  readonly __typename: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly request: { readonly id: string; readonly parts: readonly object[] };
}

async function mutate(principal: Principal, name: string, payload: string, input: object) {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const mutation = `mutation ($input: ${type}!) { ${name}(input: $input) {
    __typename ... on PartnerProblem { message } ${payload} } }`;
  return (await ask<Record<string, Payload>>(principal, mutation, { input }))[name]!;
}

const draft = () =>
  mutate(
    personas.developer,
    'draftAccess',
    `... on AccessDrafted { request { parts { agency { id } scopes { id } fields { coordinate } } } }
    ... on ScopesNotDefined { scopes fields } ... on PurposesNotAllowed { scopes purposes }`,
    { clientId, operations: [operation] },
  );
const submit = () =>
  mutate(
    personas.developer,
    'submitAccess',
    '... on AccessSubmitted { request { id } } ... on AccessRequestOutdated { scopes }',
    { clientId },
  );
const decide = (who: Principal, request: string) =>
  mutate(who, 'decideAccess', '... on AccessDecided { request { id } }', {
    request,
    decision: 'APPROVE',
    reason: 'Readers asked for it',
  });

/** Waits until the manifest is in force. */
async function publish(manifest: ReturnType<typeof librariesManifest>): Promise<void> {
  await folder.write(manifest);
  await eventually(async () => {
    const [known] = await identity.subgraph.database
      .selectFrom('agency_manifest')
      .select('manifest')
      .orderBy('number', 'desc')
      .limit(1)
      .execute();
    expect(known?.manifest).toEqual(manifest);
  });
}

async function signIn(citizen: string, scope = 'openid offline_access libraries:loans') {
  const { url, verifier } = await authorizationUrl(app, scope, { prompt: 'consent' });
  const browser = new Browser(identity.url);
  return { page: await logIn(browser, url, citizen), browser, verifier };
}

it('before it joins, a draft names the scope that no manifest defines', async () => {
  const registration = await mutate(
    personas.developer,
    'registerApp',
    '... on AppRegistered { clientId clientSecret }',
    {
      nameZh: '读书伙伴',
      nameEn: 'Reading Companion',
      platform: 'Web',
      homepage: 'http://127.0.0.1:8705/',
      contact: 'team@reading.example',
      redirectUris: ['http://127.0.0.1:8705/callback'],
      purposes: [{ purpose: 'city-services', statement: 'Reminds you of your loans' }],
    },
  );
  clientId = registration.clientId;
  app = await connectRegistered(identity, { ...registration, redirectUri: 'http://127.0.0.1:8705/callback' });
  expect(await draft()).toEqual({
    __typename: 'ScopesNotDefined',
    message: expect.stringMatching(/^No manifest defines libraries:loans, which Citizen.loans requires\./),
    scopes: ['libraries:loans'],
    fields: ['Citizen.loans'],
  });
});

it('joins without a restart: the directory names it after the others', async () => {
  await publish(librariesManifest());
  const query = '{ agencies { nodes { id name(language: EN) kind } } }';
  await eventually(async () => {
    const { nodes } = (await ask<{ agencies: Nodes }>(personas.anonymous, query)).agencies;
    expect(nodes.at(-1)).toEqual({ id: 'culture', name: 'Culture Bureau', kind: 'CULTURE' });
    // Two of the demo's agencies have no subgraph.
    expect(nodes).toHaveLength(cityManifests.length + 3);
  });
});

it('decides on requests for its data, and nobody else does', async () => {
  await eventually(async () => expect((await draft()).__typename).toBe('AccessDrafted'));
  expect(await draft()).toMatchObject({
    request: {
      parts: [
        {
          agency: { id: 'culture' },
          scopes: [{ id: 'libraries:loans' }],
          fields: [{ coordinate: 'Citizen.loans' }],
        },
      ],
    },
  });
  const { request } = await submit();
  for (const other of [personas['operator-identity'], personas['operator-payments']]) {
    expect(await decide(other, request.id)).toMatchObject({ __typename: 'AccessRequestNotFound' });
  }
  expect(await decide(culture, request.id)).toMatchObject({ __typename: 'AccessDecided' });
});

it('has an official in the demo, with its scopes', async () => {
  const { access_token } = await eventually(async () => {
    const payload = { persona: 'operator-libraries' };
    const response = await identity.subgraph.inject({ method: 'POST', url: '/demo/token', payload });
    expect(response.statusCode).toBe(200);
    return response.json<{ access_token: string }>();
  });
  expect(claimsOf(access_token)).toMatchObject({
    principal: 'operator',
    agency: 'culture',
    scope: 'libraries:loans',
  });
});

it('is explained on the consent page in both languages, and its scope is in the token', async () => {
  const { page, browser, verifier } = await signIn('citizen-0021');
  const holder = '数据由示范市文化局保存 <span class="en" lang="en">Held by Culture Bureau</span>';
  for (const text of [
    loans.title.zh,
    loans.title.en,
    loans.content.zh,
    '>个人信息 personal</span>',
    holder,
  ]) {
    expect(page.text).toContain(text);
  }
  const back = await browser.submit(page, '/consent', tick(['libraries:loans']));
  tokens = await redeem(app, back.url, verifier);
  expect(claimsOf(tokens.access_token)).toMatchObject({
    scope: 'libraries:loans',
    consent: ['libraries:loans'],
    approved: ['libraries:loans'],
  });
});

const reader = { ...personas.lin, citizenKey: 'CTZ-0000000021' };
const log = '{ me { accessLog { nodes { fields agencies { id } dataGroups { title(language: EN) } } } } }';
const consents = `{ me { consents { nodes { status scopes { id classification title(language: ZH) } } } } }`;

it('is named in the log of the citizen, and reads its own log', async () => {
  const read = { app: clientId, scopes: ['libraries:loans'], fields: { libraries: ['Citizen.loans'] } };
  const { lines } = journal([record('CTZ-0000000021', read), record(personas.lin.citizenKey)]);
  expect(await send(identity.subgraph, lines)).toMatchObject({ status: 200 });
  expect((await ask<{ me: { accessLog: Nodes } }>(reader, log)).me.accessLog.nodes).toEqual([
    { fields: ['Citizen.loans'], agencies: [{ id: 'culture' }], dataGroups: [{ title: 'Library loans' }] },
  ]);
  const own = '{ agency(id: "culture") { accesses { nodes { app { clientId } fields } } } }';
  expect((await ask<{ agency: { accesses: Nodes } }>(culture, own)).agency.accesses.nodes).toEqual([
    { app: { clientId }, fields: ['Citizen.loans'] },
  ]);
});

it('raises the class of a scope, which no consent covers until the citizen has seen it', async () => {
  await publish(librariesManifest({ scopes: [{ ...loans, dataClass: 'C3' }] }));
  const revoked = await identity.subgraph.database
    .selectFrom('revocation')
    .select('id')
    .where('kind', '=', 'client')
    .execute();
  expect(revoked).toEqual([{ id: clientId }]);
  tokens = await eventually(async () => {
    const answer = await refresh(app, tokens.refresh_token!);
    if (answer.refresh_token !== undefined) tokens = answer;
    expect(claimsOf(answer.access_token)).toMatchObject({ consent: [] });
    return answer;
  });
  expect(claimsOf(tokens.access_token).scope).toBeUndefined();
  expect((await ask<{ me: { consents: Nodes } }>(reader, consents)).me.consents.nodes).toEqual([
    {
      status: 'ACTIVE',
      scopes: [{ id: 'libraries:loans', classification: 'C2', title: '图书借阅记录' }],
    },
  ]);
  const { url } = await authorizationUrl(app, 'openid libraries:loans');
  const browser = new Browser(identity.url);
  const page = await logIn(browser, url, 'citizen-0021');
  expect(page.text).toContain('>敏感个人信息 sensitive</span>');
  await browser.submit(page, '/consent', tick(['libraries:loans']));
  const again = await refresh(app, tokens.refresh_token!);
  expect(claimsOf(again.access_token)).toMatchObject({ scope: 'libraries:loans' });
  tokens = again;
});

it('limits a scope to purposes: without one of them, no draft and no token', async () => {
  await publish(librariesManifest({ scopes: [{ ...loans, dataClass: 'C3', purposes: ['research'] }] }));
  await eventually(async () =>
    expect(await draft()).toEqual({
      __typename: 'PurposesNotAllowed',
      message: expect.stringMatching(/^libraries:loans is only for research\./),
      scopes: ['libraries:loans'],
      purposes: ['research'],
    }),
  );
  tokens = await refresh(app, tokens.refresh_token!);
  expect(claimsOf(tokens.access_token)).toMatchObject({ consent: [], approved: [] });
  expect((await signIn('citizen-0022')).page.text).not.toContain(loans.title.zh);
});

it('lets another agency decide: a draft of before must be made again', async () => {
  await publish(librariesManifest());
  await eventually(async () => expect((await draft()).__typename).toBe('AccessDrafted'));
  const { request } = await submit();
  await draft();
  expect(await submit()).toMatchObject({ __typename: 'TransitionNotPossible' });
  await publish(librariesManifest({ scopes: [{ ...loans, decidedBy: 'education' }] }));
  await eventually(async () =>
    expect(await decide(culture, request.id)).toMatchObject({
      __typename: 'AccessRequestOutdated',
      message: expect.stringContaining('libraries:loans'),
    }),
  );
  const { parts } = (await draft()).request;
  expect(parts).toEqual([
    {
      agency: { id: 'education' },
      scopes: [{ id: 'libraries:loans' }],
      fields: [{ coordinate: 'Citizen.loans' }],
    },
  ]);
  const again = await submit();
  const education: Principal = { ...culture, agency: 'education' };
  expect(await decide(culture, again.request.id)).toMatchObject({ __typename: 'AccessRequestNotFound' });
  expect(await decide(education, again.request.id)).toMatchObject({ __typename: 'AccessDecided' });
});

it('leaves: no token carries its scope, and old records still describe it', async () => {
  tokens = await refresh(app, tokens.refresh_token!);
  expect(claimsOf(tokens.access_token)).toMatchObject({ scope: 'libraries:loans' });
  await folder.remove('libraries');
  tokens = await eventually(async () => {
    const answer = await refresh(app, tokens.refresh_token!);
    if (answer.refresh_token !== undefined) tokens = answer;
    expect(claimsOf(answer.access_token)).toMatchObject({ consent: [], approved: [] });
    return answer;
  });
  expect((await ask<{ me: { consents: Nodes } }>(reader, consents)).me.consents.nodes[0]?.scopes).toEqual([
    { id: 'libraries:loans', classification: 'C3', title: '图书借阅记录' },
  ]);
  expect((await ask<{ me: { accessLog: Nodes } }>(reader, log)).me.accessLog.nodes).toEqual([
    { fields: ['Citizen.loans'], agencies: [{ id: 'culture' }], dataGroups: [{ title: 'Library loans' }] },
  ]);
  expect(
    (await ask<{ agency: object }>(culture, '{ agency(id: "culture") { accesses { nodes { fields } } } }'))
      .agency,
  ).toEqual({
    accesses: { nodes: [{ fields: ['Citizen.loans'] }] },
  });
  expect(await draft()).toMatchObject({ __typename: 'ScopesNotDefined' });
});
