import { claimsOf, personas, testSecrets } from '@civic-graph/testing';
import { createRequestSigner } from '@civic-graph/tokens';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';
import { approvedOperationsRoute } from './approved-operations-route.ts';
import { operationHash } from './draft-access.ts';
import { operations, startStubGateway } from './stub-gateway.fixture.ts';

let gateway: Awaited<ReturnType<typeof startStubGateway>>;
let identity: IdentityDeployment;
beforeAll(async () => {
  gateway = await startStubGateway();
  identity = await startIdentity({ gateways: ['http://127.0.0.1:1', gateway.url] });
});
afterAll(async () => {
  await identity?.stop();
  await gateway?.stop();
});

const { developer, admin } = personas;
const [transport, finance, civilAffairs] = [
  personas['operator-transport'],
  personas['operator-payments'],
  personas['operator-identity'],
];
type Person = Parameters<IdentityDeployment['subgraph']['executeAs']>[0];

async function ask(principal: Person, query: string, variables: object = {}, of = identity) {
  const { data, errors } = await of.subgraph.executeAs(principal, { query, variables });
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  return { data: data as any, codes: (errors ?? []).map(({ extensions }) => extensions?.code) };
}

const request = `request { id submittedAt scopes { id } operations { hash name kind text scopes }
  fields { coordinate description dataClass alternatives { coordinate dataClass } agencies { id } scopes policies }
  parts { agency { id } scopes { id } fields { coordinate } decision reason } }`;

async function mutate(principal: Person, name: string, payload: string, input: object, of = identity) {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const mutation = `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ... on PartnerProblem { message } ${payload} } }`;
  const { data, codes } = await ask(principal, mutation, { input }, of);
  return { ...data?.[name], codes };
}

let count = 0;
async function registered(of = identity): Promise<string> {
  count += 1;
  const input = {
    nameZh: `应用${count}`,
    nameEn: `App ${count}`,
    platform: 'Web',
    homepage: 'https://app.example/',
    contact: 'team@app.example',
    redirectUris: ['https://app.example/callback'],
    purposes: [{ purpose: 'city-services', statement: 'Shows what is due' }],
  };
  return (await mutate(developer, 'registerApp', '... on AppRegistered { clientId }', input, of)).clientId;
}

const draft = (clientId: string, texts: readonly string[], who: Person = developer) =>
  mutate(
    who,
    'draftAccess',
    `... on AccessDrafted { ${request} } ... on OperationsNotValid { problems { index message } } ... on FieldsNotForApps { fields }`,
    { clientId, operations: texts },
  );
const submit = (clientId: string) =>
  mutate(
    developer,
    'submitAccess',
    `... on AccessSubmitted { ${request} } ... on TransitionNotPossible { state }`,
    { clientId },
  );
const decide = (who: Person, id: string, decision: 'APPROVE' | 'REFUSE', reason = 'It serves the citizen') =>
  mutate(who, 'decideAccess', `... on AccessDecided { ${request} } ... on TransitionNotPossible { state }`, {
    request: id,
    decision,
    reason,
  });
const sandbox = (clientId: string, citizen = 'lin', of = identity) =>
  mutate(
    developer,
    'issueSandboxToken',
    '... on SandboxTokenIssued { accessToken expiresIn scopes }',
    { clientId, citizen },
    of,
  );

async function asked(...texts: string[]): Promise<{ clientId: string; id: string }> {
  const clientId = await registered();
  await draft(clientId, texts);
  return { clientId, id: (await submit(clientId)).request.id };
}

async function standing(clientId: string, who: Person = admin) {
  const query = `query ($clientId: ID!) { appRegistration(clientId: $clientId) { state app { approvedScopes { id } }
    operations { hash name text } accessRequests { nodes { id submittedAt } }
    transitions(first: 100) { nodes { event to by agency { id } reason } } } }`;
  const { appRegistration: found } = (await ask(who, query, { clientId })).data;
  return (
    found && {
      state: found.state,
      scopes: found.app.approvedScopes.map(({ id }: { id: string }) => id),
      safelist: found.operations.map(({ text }: { text: string }) => text).sort(),
      events: found.transitions.nodes.map(({ event }: { event: string }) => event),
      history: found.transitions.nodes,
      requests: found.accessRequests.nodes,
    }
  );
}

const told = async (clientId: string) =>
  (
    await identity.subgraph.database
      .selectFrom('revocation')
      .select('id')
      .where('kind', '=', 'client')
      .where('id', '=', clientId)
      .execute()
  ).length;

describe('a draft', () => {
  it('shows the needs of its operations, by field, scope and agency', async () => {
    const clientId = await registered();
    const { request: drafted } = await draft(clientId, [operations.passes, operations.notices]);
    expect(drafted).toEqual({
      id: expect.any(String),
      submittedAt: null,
      scopes: [{ id: 'payments:notices' }, { id: 'transport:passes' }],
      operations: [
        {
          hash: operationHash(operations.passes),
          name: 'Passes',
          kind: 'QUERY',
          text: operations.passes,
          scopes: ['transport:passes'],
        },
        {
          hash: operationHash(operations.notices),
          name: 'Notices',
          kind: 'QUERY',
          text: operations.notices,
          scopes: ['payments:notices'],
        },
      ],
      fields: [
        {
          coordinate: 'Query.me',
          description: null,
          alternatives: [],
          dataClass: 'C1',
          agencies: [{ id: 'civil-affairs' }],
          scopes: [],
          policies: [],
        },
        expect.objectContaining({
          coordinate: 'Citizen.transitPasses',
          policies: ['owner', 'consent:transport:passes'],
        }),
        expect.objectContaining({
          coordinate: 'Citizen.notices',
          agencies: [{ id: 'finance' }],
          description: 'What the citizen has to pay.',
          alternatives: [{ coordinate: 'Citizen.hasDueNotices', dataClass: 'C1' }],
        }),
      ],
      parts: [
        {
          agency: { id: 'finance' },
          scopes: [{ id: 'payments:notices' }],
          fields: [{ coordinate: 'Citizen.notices' }],
          decision: null,
          reason: null,
        },
        {
          agency: { id: 'transport' },
          scopes: [{ id: 'transport:passes' }],
          fields: [{ coordinate: 'Citizen.transitPasses' }],
          decision: null,
          reason: null,
        },
      ],
    });
    await draft(clientId, [operations.stops]);
    expect((await standing(clientId)).requests).toHaveLength(1);
    expect(await standing(clientId)).toMatchObject({ state: 'DRAFT', scopes: [] });
  });

  it('accepts only operations that are valid and allowed for an app', async () => {
    const clientId = await registered();
    expect(await draft(clientId, [operations.passes, '{ nothing }'])).toMatchObject({
      __typename: 'OperationsNotValid',
      problems: [{ index: 1 }],
    });
    expect(await draft(clientId, [operations.revenue])).toMatchObject({
      __typename: 'FieldsNotForApps',
      fields: ['Agency.revenue'],
    });
    expect(await draft(clientId, [])).toMatchObject({ codes: ['BAD_USER_INPUT'] });
    expect(await submit(clientId)).toMatchObject({ __typename: 'NothingDrafted' });
  });

  it('is made by the app’s developer only, and hidden from agencies', async () => {
    const { clientId } = await asked(operations.passes);
    const stranger = { ...developer, developer: 'another', subject: 'another' };
    expect(await draft(clientId, [operations.stops], stranger)).toMatchObject({ __typename: 'AppNotFound' });
    await draft(clientId, [operations.notices]);
    expect((await standing(clientId)).requests).toHaveLength(2);
    expect((await standing(clientId, transport)).requests).toHaveLength(1);
    expect(await standing(clientId, finance)).toBeNull();
  });
});

describe('agencies decide', () => {
  it('each on its own part; the app gets exactly what was approved', async () => {
    const { clientId, id } = await asked(operations.passes, operations.notices, operations.stops);
    expect(await standing(clientId)).toMatchObject({
      state: 'SUBMITTED',
      scopes: [],
      safelist: [operations.stops],
    });
    expect(await decide(transport, id, 'APPROVE')).toMatchObject({ __typename: 'AccessDecided' });
    expect(await standing(clientId)).toMatchObject({
      state: 'APPROVED_IN_PART',
      scopes: ['transport:passes'],
    });
    await decide(finance, id, 'REFUSE', 'Notices are not for this purpose');
    expect(await standing(clientId, developer)).toMatchObject({
      state: 'APPROVED_IN_PART',
      scopes: ['transport:passes'],
      safelist: [operations.passes, operations.stops].sort(),
      events: ['REGISTER', 'SUBMIT', 'APPROVE_PART', 'REFUSE_PART'],
    });
    expect((await standing(clientId)).history.at(-1)).toEqual({
      event: 'REFUSE_PART',
      to: 'APPROVED_IN_PART',
      by: 'AGENCY',
      agency: { id: 'finance' },
      reason: 'Notices are not for this purpose',
    });
  });

  it.each([
    ['APPROVE', 'APPROVE', 'APPROVED', 'APPROVE_ALL'],
    ['REFUSE', 'REFUSE', 'REFUSED', 'REFUSE_ALL'],
    ['REFUSE', 'APPROVE', 'APPROVED_IN_PART', 'APPROVE_PART'],
  ] as const)('%s and %s is %s', async (first, second, state, event) => {
    const { clientId, id } = await asked(operations.passes, operations.notices);
    await decide(transport, id, first);
    await decide(finance, id, second);
    const found = await standing(clientId);
    expect([found.state, found.events.at(-1)]).toEqual([state, event]);
  });

  it('once, with a reason, on their own part, while the app is not suspended', async () => {
    const { clientId, id } = await asked(operations.passes, operations.notices);
    expect(await decide(transport, id, 'APPROVE', ' ')).toMatchObject({ __typename: 'ReasonMissing' });
    expect(await decide(civilAffairs, id, 'APPROVE')).toMatchObject({ __typename: 'AccessRequestNotFound' });
    expect(await decide(developer, id, 'APPROVE')).toMatchObject({ codes: ['FORBIDDEN'] });
    expect(await decide(admin, id, 'APPROVE')).toMatchObject({ codes: ['FORBIDDEN'] });
    await decide(transport, id, 'APPROVE');
    expect(await decide(transport, id, 'REFUSE')).toMatchObject({ __typename: 'AlreadyDecided' });
    const suspension = { clientId, reason: 'Under investigation' };
    await mutate(finance, 'suspendApp', '', suspension);
    expect(await decide(finance, id, 'APPROVE')).toMatchObject({
      __typename: 'TransitionNotPossible',
      state: 'SUSPENDED',
    });
    await mutate(finance, 'reinstateApp', '', suspension);
    await decide(finance, id, 'APPROVE');
    expect(await standing(clientId)).toMatchObject({ state: 'APPROVED' });
  });

  it('if all fields are public, no agency has to decide', async () => {
    const { clientId } = await asked(operations.stops);
    const found = await standing(clientId);
    expect(found).toMatchObject({ state: 'APPROVED', scopes: [], safelist: [operations.stops] });
    expect(found.history.at(-1)).toMatchObject({ event: 'APPROVE_ALL', by: 'PLATFORM', agency: null });
  });

  it('two simultaneous decisions both count, and the app gets both', async () => {
    const { clientId, id } = await asked(operations.passes, operations.notices);
    await Promise.all([decide(transport, id, 'APPROVE'), decide(finance, id, 'APPROVE')]);
    expect(await standing(clientId)).toMatchObject({
      state: 'APPROVED',
      scopes: ['payments:notices', 'transport:passes'],
    });
  });
});

it('a new request keeps the old access until the last decision, then grants exactly the new, and old tokens end', async () => {
  const { clientId, id } = await asked(operations.passes);
  await decide(transport, id, 'APPROVE');
  await draft(clientId, [operations.notices]);
  const { request: second } = await submit(clientId);
  expect(await standing(clientId)).toMatchObject({
    state: 'SUBMITTED',
    scopes: ['transport:passes'],
    safelist: [operations.passes],
  });
  expect(await decide(transport, id, 'REFUSE')).toMatchObject({ __typename: 'AccessRequestNotFound' });
  expect(await told(clientId)).toBe(0);
  await decide(finance, second.id, 'APPROVE');
  expect(await standing(clientId)).toMatchObject({
    state: 'APPROVED',
    scopes: ['payments:notices'],
    safelist: [operations.notices],
  });
  expect(await told(clientId)).toBe(1);
});

it('only gateways can read an app’s operations; a suspended app has none', async () => {
  const { clientId, id } = await asked(operations.passes);
  await decide(transport, id, 'APPROVE');
  const safelist = (secret: string) => getSigned(`/safelists/${clientId}`, secret);
  expect(await (await safelist(testSecrets.subgraph)).json()).toEqual({
    operations: [
      { hash: operationHash(operations.passes), kind: 'query', name: 'Passes', text: operations.passes },
    ],
  });
  expect((await safelist(Buffer.alloc(32, 'other').toString('base64url'))).status).toBe(401);
  expect((await fetch(`${identity.url}/safelists/${clientId}`)).status).toBe(401);
  await mutate(transport, 'suspendApp', '', { clientId, reason: 'Under investigation' });
  expect(await (await safelist(testSecrets.subgraph)).json()).toEqual({ operations: [] });
});

interface ApprovedPage {
  readonly operations: readonly { readonly app: string; readonly text: string }[];
  readonly next: { readonly app: string; readonly hash: string } | null;
}

describe('the registry', () => {
  const registrySecret = Buffer.alloc(32, 'registry').toString('base64url');
  let app: FastifyInstance;
  beforeAll(async () => {
    app = Fastify();
    const clock = () => new Date();
    await app.register(approvedOperationsRoute, {
      ...{ database: identity.owner, secret: registrySecret, clock },
    });
  });
  afterAll(() => app.close());

  async function read(path: string, secret = registrySecret) {
    const sign = createRequestSigner({ secret, keyId: 'platform' });
    const request = { method: 'GET', path, body: '', principal: { kind: 'anonymous' }, requestId: 'r' };
    return app.inject({ url: path, headers: sign({ ...request } as never) });
  }

  it('reads what all apps may run, page by page', async () => {
    const { clientId, id } = await asked(operations.passes);
    await decide(transport, id, 'APPROVE');
    const rows = Array.from({ length: 1_005 }, (_, at) => ({
      ...{ client_id: clientId, hash: at.toString(16).padStart(64, '0'), kind: 'query' as const },
      ...{ name: null, text: `{ __typename } # ${at}`, approved_at: new Date() },
    }));
    await identity.owner.insertInto('safelisted_operation').values(rows).execute();
    const found: { app: string; text: string }[] = [];
    for (let path: string | null = '/approved-operations'; path !== null; ) {
      const { operations: page, next }: ApprovedPage = (await read(path)).json();
      expect(page.length).toBeLessThanOrEqual(1_000);
      found.push(...page);
      path = next === null ? null : `/approved-operations/after/${next.app}/${next.hash}`;
    }
    const own = found.filter((operation) => operation.app === clientId);
    expect(own.map(({ text }) => text)).toContain(operations.passes);
    expect(own).toHaveLength(1_006);
    expect(new Set(found.map((operation) => JSON.stringify(operation))).size).toBe(found.length);
    await mutate(transport, 'suspendApp', '', { clientId, reason: 'Under investigation' });
    const rest = (await read(`/approved-operations/after/${clientId}/${'0'.repeat(64)}`)).json();
    expect(JSON.stringify(rest)).not.toContain(clientId);
  });

  it('alone reads it', async () => {
    expect((await app.inject('/approved-operations')).statusCode).not.toBe(200);
    expect((await read('/approved-operations', testSecrets.subgraph)).statusCode).not.toBe(200);
  });
});

describe('safelist enforcement for an app', () => {
  const news = async () =>
    (
      (await (await getSigned('/revocations', testSecrets.subgraph)).json()) as {
        safelists: { version: number; held: string[] };
      }
    ).safelists;
  const hold = (who: Person, clientId: string, held: boolean, reason = 'It handles fines') =>
    mutate(
      who,
      'holdToSafelist',
      '... on SafelistHoldChanged { registration { heldToSafelist state } } ... on TransitionNotPossible { state }',
      { clientId, hold: held, reason },
    );

  it('can be ended by the admin or the role that set it; gateways are notified', async () => {
    const { clientId, id } = await asked(operations.passes);
    const before = await news();
    await decide(transport, id, 'APPROVE');
    const approved = await news();
    expect(approved.version).toBeGreaterThan(before.version);
    expect(await hold(developer, clientId, false)).toMatchObject({ __typename: 'TransitionNotPossible' });
    expect(await hold(developer, clientId, true)).toMatchObject({
      registration: { heldToSafelist: true, state: 'APPROVED' },
    });
    expect((await news()).held).toContain(clientId);
    expect((await news()).version).toBeGreaterThan(approved.version);
    expect(await hold(transport, clientId, false)).toMatchObject({ __typename: 'TransitionNotPossible' });
    expect(await hold(developer, clientId, false)).toMatchObject({ registration: { heldToSafelist: false } });
    expect((await news()).held).not.toContain(clientId);

    expect(await hold(transport, clientId, true)).toMatchObject({ __typename: 'SafelistHoldChanged' });
    expect(await hold(developer, clientId, false)).toMatchObject({ __typename: 'TransitionNotPossible' });
    expect(await hold(admin, clientId, true)).toMatchObject({ __typename: 'TransitionNotPossible' });
    expect(await hold(admin, clientId, false)).toMatchObject({ __typename: 'SafelistHoldChanged' });
    expect((await standing(clientId)).history.slice(-4)).toMatchObject([
      { event: 'HOLD', by: 'DEVELOPER', to: 'APPROVED', reason: 'It handles fines' },
      { event: 'RELEASE', by: 'DEVELOPER' },
      { event: 'HOLD', by: 'AGENCY', agency: { id: 'transport' } },
      { event: 'RELEASE', by: 'ADMIN' },
    ]);
  });

  it('by an official’s order overrides the developer’s own setting, and the developer cannot end it', async () => {
    const { clientId, id } = await asked(operations.passes);
    await decide(transport, id, 'APPROVE');
    await hold(developer, clientId, true);
    expect(await hold(developer, clientId, true)).toMatchObject({ __typename: 'TransitionNotPossible' });
    expect(await hold(transport, clientId, true)).toMatchObject({ registration: { heldToSafelist: true } });
    expect(await hold(developer, clientId, false)).toMatchObject({ __typename: 'TransitionNotPossible' });
    expect(await hold(transport, clientId, false)).toMatchObject({ registration: { heldToSafelist: false } });
  });

  it('is refused to others, and needs a reason', async () => {
    const { clientId } = await asked(operations.passes);
    expect(await hold(finance, clientId, true)).toMatchObject({ __typename: 'AppNotFound' });
    const stranger = { ...developer, developer: 'another' };
    expect(await hold(stranger, clientId, true)).toMatchObject({ __typename: 'AppNotFound' });
    expect(await hold(admin, 'civic-console', true)).toMatchObject({ __typename: 'AppNotFound' });
    expect(await hold(developer, clientId, true, ' ')).toMatchObject({ __typename: 'ReasonMissing' });
    expect((await news()).held).not.toContain(clientId);
  });

  it('is the same after a suspension', async () => {
    const { clientId, id } = await asked(operations.passes);
    await decide(transport, id, 'APPROVE');
    await hold(developer, clientId, true);
    await mutate(transport, 'suspendApp', '', { clientId, reason: 'Under investigation' });
    expect(await hold(developer, clientId, false)).toMatchObject({ state: 'SUSPENDED' });
    await mutate(transport, 'reinstateApp', '', { clientId, reason: 'Cleared' });
    expect((await news()).held).toContain(clientId);
    expect(await hold(developer, clientId, false)).toMatchObject({ registration: { state: 'APPROVED' } });
  });
});

function getSigned(path: string, secret: string, of = identity): Promise<Response> {
  const sign = createRequestSigner({ secret, keyId: 'identity' });
  const headers = sign({ method: 'GET', path, body: '', principal: { kind: 'anonymous' }, requestId: 'r' });
  return fetch(`${of.url}${path}`, { headers });
}

describe('the sandbox', () => {
  it('opens everything that a draft requests, for invented citizens', async () => {
    const clientId = await registered();
    expect(await sandbox(clientId)).toMatchObject({ __typename: 'SandboxTokenIssued', scopes: [] });
    await draft(clientId, [operations.passes, operations.notices]);
    const { accessToken, scopes } = await sandbox(clientId, 'zhao');
    expect(scopes).toEqual(['payments:notices', 'transport:passes']);
    // Also if gateways enforce safelists.
    const runnable = await getSigned(`/safelists/${clientId}`, testSecrets.subgraph);
    expect(((await runnable.json()) as { operations: unknown[] }).operations).toHaveLength(2);
    expect(claimsOf(accessToken)).toMatchObject({
      principal: 'citizen',
      client_id: clientId,
      scope: 'payments:notices transport:passes',
      consent: ['payments:notices', 'transport:passes'],
      consent_id: `sandbox:${clientId}`,
      // No consent could add anything.
      approved: [],
      purpose: 'city-services',
    });
  });

  it('excludes real people, other developers and suspended apps', async () => {
    const { clientId } = await asked(operations.passes);
    await identity.owner
      .insertInto('citizen')
      .values({ key: 'CTZ-9000000000', login_name: 'real-person', assurance: 'high' })
      .execute();
    for (const name of ['real-person', 'nobody', 'admin']) {
      expect(await sandbox(clientId, name)).toMatchObject({ __typename: 'NoSyntheticCitizen' });
    }
    expect(await sandbox('wechat-city')).toMatchObject({ __typename: 'AppNotFound' });
    await mutate(admin, 'suspendApp', '', { clientId, reason: 'Under investigation' });
    expect(await sandbox(clientId)).toMatchObject({ __typename: 'SandboxClosed' });
  });

  it('does not exist in production', async () => {
    const features = {
      testLogin: false,
      personaTokens: false,
      syntheticCitizens: true,
      sandboxTokens: false,
    };
    const production = await startIdentity({ demo: features });
    try {
      const clientId = await registered(production);
      await production.subgraph.database.transaction().execute(async (transaction) => {
        const drafted = { client_id: clientId, drafted_at: new Date(), submitted_at: null, fields: '[]' };
        const id = '00000000-0000-4000-8000-000000000001';
        await transaction
          .insertInto('access_request')
          .values({ ...drafted, id })
          .execute();
        await transaction
          .insertInto('requested_operation')
          .values({
            request: id,
            hash: operationHash(operations.passes),
            position: 0,
            kind: 'query',
            name: null,
            text: operations.passes,
            scopes: [],
          })
          .execute();
      });
      const runnable = await getSigned(`/safelists/${clientId}`, testSecrets.subgraph, production);
      expect(await runnable.json()).toEqual({ operations: [] });
      expect(await sandbox(clientId, 'lin', production)).toMatchObject({ __typename: 'SandboxClosed' });
      // Nor is the app a client for real people before an approval.
      const authorization =
        `${production.url}/auth?client_id=${clientId}&response_type=code&scope=openid` +
        `&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback&code_challenge=${'a'.repeat(43)}&code_challenge_method=S256`;
      expect((await fetch(authorization)).status).toBe(400);
      await production.subgraph.database
        .updateTable('app')
        .set({ state: 'approved' })
        .where('client_id', '=', clientId)
        .execute();
      expect((await fetch(authorization, { redirect: 'manual' })).status).toBe(303);
      const drafting = { clientId, operations: [operations.passes] };
      // No gateway is available there.
      expect(await mutate(developer, 'draftAccess', '', drafting, production)).toMatchObject({
        codes: ['NOT_READY'],
      });
    } finally {
      await production.stop();
    }
  });
});
