import { type AccessRecord, genesisOf } from '@civic-graph/audit';
import { citizen, personas } from '@civic-graph/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { emptyAccessLog } from '../access-log/empty-access-log.fixture.ts';
import { journal, record, send } from '../access-log/gateway-journal.fixture.ts';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';
import { forgetReaders } from './tally-readings.ts';

const { admin, lin } = personas;
const three = {
  identity: ['Profile.name'],
  payments: ['Citizen.notices'],
  transport: ['Citizen.transitPasses'],
};

let identity: IdentityDeployment;
/** Head of the gateway's chain. */
let link = genesisOf('gateway');
beforeAll(async () => {
  identity = await startIdentity({
    profiling: {
      joinAgencies: 3,
      joinPeople: { day: 5, week: 8 },
      sweepPeople: { day: 20, week: 60 },
      sweepGrowth: 3,
      sweepPercent: 90,
      againAt: 2,
    },
  });
});
afterAll(() => identity.stop());
beforeEach(async () => {
  await emptyAccessLog(identity.owner);
  await sql`truncate profile_reading, profile_tally, profiling_alert`.execute(identity.owner);
  link = genesisOf('gateway');
});

test('normal use raises nothing', async () => {
  for (const day of ['23', '24', '25']) {
    // Twelve people a day, some repeatedly, two with the whole portal.
    const people = Array.from({ length: 12 }, (_, at) => at);
    await receive([
      ...people.flatMap((at) => [recordOf(at, day), recordOf(at, day)]),
      ...people.slice(0, 2).map((at) => recordOf(at, day, { fields: three })),
    ]);
  }
  expect(await alerts()).toEqual([]);
});

test('a join raises one alert with its counts, in whatever order the records arrive', async () => {
  for (let at = 0; at < 6; at++) {
    // Fields of three agencies about one person, in three answers of different batches.
    for (const [subgraph, fields] of Object.entries(three)) {
      await receive([recordOf(at, '25', { fields: { [subgraph]: fields } })]);
    }
  }
  await receive([recordOf(0, '25', { fields: three })]);
  expect(await alerts()).toEqual([
    {
      kind: 'JOIN',
      app: { clientId: 'wechat-city' },
      officialOf: null,
      period: 'DAY',
      from: '2026-11-25',
      agencies: [{ id: 'civil-affairs' }, { id: 'finance' }, { id: 'transport' }],
      people: 6,
      joinedPeople: 6,
      mostAgencies: 3,
      usualPeople: null,
    },
  ]);
});

test('a sweep raises one alert, relative to what is typical for the app', async () => {
  for (const day of ['16', '17', '18']) await receive(many(10, day));
  // Enough for the week as well, which does not repeat the day's alert.
  for (let from = 0; from < 80; from += 10) await receive(many(10, '25', from));
  const [alert, ...others] = await alerts();
  expect(others).toEqual([]);
  expect(alert).toMatchObject({
    kind: 'SWEEP',
    period: 'DAY',
    from: '2026-11-25',
    agencies: [{ id: 'finance' }],
    people: 80,
    joinedPeople: 0,
    mostAgencies: 1,
    usualPeople: 10,
  });
});

test('double the typical number is not a sweep, nor is another app’s use', async () => {
  await receive(many(15, '24'));
  await receive(many(30, '25'));
  await receive(many(19, '25', 0, { app: 'alipay-city' }));
  expect(await alerts()).toEqual([]);
});

test('a slow sweep is found in the week, and a large share of the population in any case', async () => {
  for (const [at, day] of ['23', '24', '25', '26', '27'].entries()) await receive(many(19, day, 19 * at));
  expect(await alerts()).toMatchObject([{ kind: 'SWEEP', period: 'WEEK', from: '2026-11-23', people: 95 }]);
});

test('repeated and simultaneous batches count no person twice', async () => {
  const { lines } = journal(many(30, '25'));
  const other = journal(many(30, '25'), genesisOf('other'));
  await Promise.all([
    send(identity.subgraph, lines),
    send(identity.subgraph, lines),
    send(identity.subgraph, other.lines, { chain: 'other' }),
  ]);
  expect(await alerts()).toMatchObject([{ kind: 'SWEEP', people: 30 }]);
});

test('officials are counted per agency, and answers about unknown people count', async () => {
  const official = {
    app: 'console',
    caller: 'operator',
    official: 'operator-payments',
    officialAgency: 'finance',
    subject: null,
  } as const;
  await receive(many(25, '25', 0, official));
  expect(await alerts()).toMatchObject([
    { kind: 'SWEEP', officialOf: { id: 'finance' }, people: 25, app: null },
  ]);
});

test('agencies see alerts that concern them, citizens and apps none', async () => {
  await receive(many(30, '25'));
  const query = (id: string) => `{ agency(id: "${id}") { profilingAlerts { nodes { kind people } } } }`;
  const seen = async (who: 'operator-payments' | 'operator-transport', id: string) =>
    (await identity.subgraph.executeAs(personas[who], { query: query(id) })).data;
  expect(await seen('operator-payments', 'finance')).toEqual({
    agency: { profilingAlerts: { nodes: [{ kind: 'SWEEP', people: 30 }] } },
  });
  expect(await seen('operator-transport', 'transport')).toEqual({
    agency: { profilingAlerts: { nodes: [] } },
  });
  expect(await seen('operator-transport', 'finance')).toEqual({ agency: { profilingAlerts: null } });
  for (const who of [lin, personas['operator-payments'], personas['wechat-city']]) {
    expect(
      (await identity.subgraph.executeAs(who, { query: '{ profilingAlerts { nodes { id } } }' })).data,
    ).toEqual({
      profilingAlerts: null,
    });
  }
});

test('a developer sees the alerts of their own app, and no other developer does', async () => {
  const { owner: database } = identity;
  await sql`insert into developer values ('developer', '开发者', 'developer') on conflict do nothing`.execute(
    database,
  );
  await database
    .updateTable('app')
    .set({ developer: 'developer' })
    .where('client_id', '=', 'wechat-city')
    .execute();
  await receive(many(30, '25'));
  await receive(many(30, '25', 0, { app: 'alipay-city' }));
  const seen = async (who: Parameters<IdentityDeployment['subgraph']['executeAs']>[0], app: string) =>
    (
      await identity.subgraph.executeAs(who, {
        query: `{ partnerApp(clientId: "${app}") { profilingAlerts { nodes { app { clientId } people } } } }`,
      })
    ).data;
  const { developer } = personas;
  const own = { nodes: [{ app: { clientId: 'wechat-city' }, people: 30 }] };
  expect(await seen(developer, 'wechat-city')).toEqual({ partnerApp: { profilingAlerts: own } });
  for (const [who, app] of [
    [developer, 'alipay-city'],
    [{ ...developer, developer: 'another' }, 'wechat-city'],
    [lin, 'wechat-city'],
    [personas['operator-payments'], 'wechat-city'],
  ] as const) {
    expect(await seen(who, app)).toEqual({ partnerApp: { profilingAlerts: null } });
  }
});

test('an acknowledged alert is raised again at twice its count', async () => {
  await receive(many(30, '18'));
  const id = (await idOf(false))!;
  const acknowledge = `mutation ($alert: ID!) { acknowledgeProfilingAlert(input: { alert: $alert }) { __typename
    ... on ProfilingAlertAcknowledged { alert { id acknowledgedAt } } } }`;
  const run = (alert: string, who: Parameters<IdentityDeployment['subgraph']['executeAs']>[0] = admin) =>
    identity.subgraph.executeAs(who, { query: acknowledge, variables: { alert } });
  const first = await run(id);
  expect(first.data).toEqual({
    acknowledgeProfilingAlert: {
      __typename: 'ProfilingAlertAcknowledged',
      alert: { id, acknowledgedAt: expect.any(String) },
    },
  });
  expect(await run(id)).toEqual(first);
  for (const unknown of ['1', '00000000-0000-0000-0000-000000000000', "'"]) {
    expect((await run(unknown)).data).toEqual({
      acknowledgeProfilingAlert: { __typename: 'ProfilingAlertNotFound' },
    });
  }
  expect((await run(id, personas['operator-payments'])).errors).toMatchObject([
    { extensions: { code: 'FORBIDDEN' } },
  ]);
  // The app is idle for three days, so that the history has only that one day.
  for (const day of ['19', '20', '21']) await receive(many(1, day));
  await receive(many(50, '25'));
  expect(await idOf(false)).toBeUndefined();
  await receive(many(60, '26'));
  expect(await idOf(false)).toEqual(expect.any(String));
  expect(await idOf(true)).toBe(id);
});

test('alerts are paged, and a forged cursor is refused', async () => {
  for (const app of ['wechat-city', 'alipay-city', 'weibo-city']) await receive(many(25, '25', 0, { app }));
  const query = `query ($after: String) { profilingAlerts(first: 2, after: $after) {
    nodes { app { clientId } } pageInfo { hasNextPage endCursor } } }`;
  const page = async (after: string | null) =>
    identity.subgraph.executeAs(admin, { query, variables: { after } });
  const first = (await page(null)).data as unknown as AlertsData;
  const second = (await page(first.profilingAlerts.pageInfo.endCursor)).data as unknown as AlertsData;
  expect(
    [first, second].map(({ profilingAlerts: { nodes, pageInfo } }) => [nodes.length, pageInfo.hasNextPage]),
  ).toEqual([
    [2, true],
    [1, false],
  ]);
  const forged = Buffer.from('["2026-11-25T00:00:00Z","x"]').toString('base64url');
  expect((await page(forged)).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('people are deleted from tallies after some weeks, counts are not', async () => {
  await receive(many(10, '25'));
  const count = async () => {
    const { rows } = await sql<{ people: string; tallied: string }>`
      select (select count(*) from profile_reading) as people, (select sum(people) from profile_tally) as tallied`.execute(
      identity.subgraph.database,
    );
    return rows[0];
  };
  await forgetReaders(identity.subgraph.database, new Date('2026-12-20T00:00:00Z'));
  expect(await count()).toEqual({ people: '20', tallied: '20' });
  await forgetReaders(identity.subgraph.database, new Date('2027-01-10T00:00:00Z'));
  expect(await count()).toEqual({ people: '0', tallied: '20' });
});

interface AlertsData {
  readonly profilingAlerts: {
    readonly nodes: readonly { readonly id: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

async function alerts(): Promise<readonly unknown[]> {
  const query = `{ profilingAlerts { nodes { kind app { clientId } officialOf { id } period from agencies { id } people
    joinedPeople mostAgencies usualPeople } } }`;
  const { data, errors } = await identity.subgraph.executeAs(admin, { query });
  expect(errors).toBeUndefined();
  return (data as unknown as AlertsData).profilingAlerts.nodes;
}

async function idOf(acknowledged: boolean): Promise<string | undefined> {
  const query = `{ profilingAlerts(acknowledged: ${acknowledged}) { nodes { id } } }`;
  const { data } = await identity.subgraph.executeAs(admin, { query });
  return (data as unknown as AlertsData).profilingAlerts.nodes[0]?.id;
}

async function receive(records: readonly AccessRecord[]): Promise<void> {
  const next = journal(records, link);
  expect(await send(identity.subgraph, next.lines)).toMatchObject({ status: 200 });
  link = next.link;
}

function many(people: number, day: string, from = 0, changes: Partial<AccessRecord> = {}) {
  return Array.from({ length: people }, (_, at) => recordOf(from + at, day, changes));
}

function recordOf(person: number, day: string, changes: Partial<AccessRecord> = {}): AccessRecord {
  const fields = { payments: ['Citizen.notices'] };
  return record(citizen(person).citizenKey, { time: `2026-11-${day}T08:00:00.000Z`, fields, ...changes });
}
