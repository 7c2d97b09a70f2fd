import { genesisOf } from '@civic-graph/audit';
import type { Principal } from '@civic-graph/policy';
import { citizen, eventually, personas, testSecrets } from '@civic-graph/testing';
import { createRequestSigner } from '@civic-graph/tokens';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { journal, record, send } from '../access-log/gateway-journal.fixture.ts';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';
import {
  cityManifests,
  librariesManifest,
  loans,
  type ManifestFolder,
  manifestFolderWith,
} from './manifests.fixture.ts';

/** An agency with two subgraphs. */
const museums = librariesManifest({ subgraph: 'museums', scopes: [{ ...loans, id: 'museums:visits' }] });
const culture: Principal = {
  ...personas['operator-identity'],
  subject: 'operator-libraries',
  agency: 'culture',
  roles: [],
};
const sign = createRequestSigner({ secret: testSecrets.subgraph, keyId: 'identity' });

let folder: ManifestFolder;
let identity: IdentityDeployment;
beforeAll(async () => {
  folder = await manifestFolderWith([...cityManifests, librariesManifest(), museums]);
  identity = await startIdentity({
    agencyManifests: folder.path,
    profiling: {
      ...{ joinAgencies: 3, joinPeople: { day: 2, week: 100 }, sweepPeople: { day: 1_000, week: 1_000 } },
      ...{ sweepGrowth: 3, sweepPercent: 90, againAt: 2 },
    },
  });
});
afterAll(async () => {
  await identity?.stop();
  await folder?.delete();
});

async function ask<Data>(principal: Principal, query: string, variables: object = {}) {
  const { data, errors } = await identity.subgraph.executeAs(principal, { query, variables });
  expect(errors).toBeUndefined();
  return data as Data;
}

async function signed<Data>(method: 'GET' | 'POST', path: string, principal: Principal, request?: object) {
  const body = request === undefined ? '' : JSON.stringify(request);
  const headers = sign({ method, path, body, principal, requestId: 'r' });
  const response = await fetch(`${identity.url}${path}`, {
    method,
    headers: { ...headers, ...(request && { 'content-type': 'application/json' }) },
    ...(request && { body }),
  });
  return (await response.json()) as Data;
}

interface Accesses {
  readonly agency: { readonly accesses: LogPage };
}

interface Alerts {
  readonly agency: { readonly profilingAlerts: { readonly nodes: unknown } };
}

interface LogPage {
  readonly nodes: readonly object[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const fields = {
  libraries: { libraries: ['Citizen.loans'] },
  museums: { museums: ['Citizen.visits'] },
  both: { museums: ['Citizen.visits'], identity: ['Profile.name'], libraries: ['Citizen.loans'] },
};

it('reads one log of all of them, in order, each record once', async () => {
  const kinds = ['libraries', 'museums', 'both', 'libraries', 'both', 'museums', 'museums'] as const;
  const records = kinds.map((kind, at) =>
    record(personas.lin.citizenKey, { time: `2026-11-25T08:00:0${at}.000Z`, fields: fields[kind] }),
  );
  await send(identity.subgraph, journal([...records, record(personas.lin.citizenKey)]).lines);
  const query = `query ($after: String) { agency(id: "culture") { accesses(first: 3, after: $after) {
    nodes { time fields } pageInfo { hasNextPage endCursor } } } }`;
  const seen = [];
  let after: string | null = null;
  for (let pages = 0; pages < 3; pages++) {
    const { agency }: Accesses = await ask(culture, query, { after });
    const { nodes, pageInfo }: LogPage = agency.accesses;
    seen.push(...nodes);
    expect(pageInfo.hasNextPage).toBe(pages < 2);
    after = pageInfo.endCursor;
  }
  const own = {
    libraries: ['Citizen.loans'],
    museums: ['Citizen.visits'],
    both: ['Citizen.loans', 'Citizen.visits'],
  };
  expect(seen).toEqual(records.map(({ time }, at) => ({ time, fields: own[kinds[at]!] })).toReversed());
});

it('is counted and named once', async () => {
  const counts = `{ accessCounts(from: "2026-11-25T00:00:00Z", until: "2026-11-26T00:00:00Z") {
    agency { id } records people } }`;
  expect((await ask<{ accessCounts: unknown }>(personas.admin, counts)).accessCounts).toEqual([
    { agency: { id: 'civil-affairs' }, records: 3, people: 1 },
    { agency: { id: 'culture' }, records: 7, people: 1 },
    { agency: { id: 'finance' }, records: 1, people: 1 },
  ]);
  const log = '{ me { accessLog(first: 100) { nodes { time agencies { id } } } } }';
  type Log = { me: { accessLog: { nodes: { time: string; agencies: unknown }[] } } };
  const { nodes } = (await ask<Log>(personas.lin, log)).me.accessLog;
  expect(nodes.find(({ time }) => time.endsWith('02.000Z'))?.agencies).toEqual([
    { id: 'culture' },
    { id: 'civil-affairs' },
  ]);
});

it('counts as one agency when an app joins data, and sees alerts about any of its subgraphs', async () => {
  const alerts =
    '{ agency(id: "culture") { profilingAlerts { nodes { kind mostAgencies agencies { id } } } } }';
  const three = { ...fields.both, payments: ['Citizen.notices'] };
  const reading = (of: object) =>
    [11, 12, 13].map((index) => record(citizen(index).citizenKey, { app: 'alipay-city', fields: { ...of } }));
  const chain = { chain: 'another' };
  const first = journal(reading(fields.both), genesisOf('another'));
  await send(identity.subgraph, first.lines, chain);
  expect((await ask<Alerts>(culture, alerts)).agency.profilingAlerts.nodes).toEqual([]);
  await send(identity.subgraph, journal(reading(three), first.link).lines, chain);
  expect((await ask<Alerts>(culture, alerts)).agency.profilingAlerts.nodes).toEqual([
    {
      kind: 'JOIN',
      mostAgencies: 3,
      agencies: [{ id: 'civil-affairs' }, { id: 'culture' }, { id: 'finance' }],
    },
  ]);
});

it('switches off a field of any of them, and an app for all, also for one that joins later', async () => {
  const off = (target: object | null, clientId: string | null = null) =>
    signed<{ switch: { id: string } }>('POST', '/switches/off', culture, {
      agency: null,
      target,
      clientId,
      notice: 'Back at noon.',
    });
  expect(await off({ coordinate: 'Visit.date', owners: ['museums'] })).toMatchObject({
    kind: 'done',
    switch: { subgraph: 'museums', subgraphs: ['libraries', 'museums'], coordinate: 'Visit.date' },
  });
  expect(await off({ coordinate: 'Notice', owners: ['payments'] })).toEqual({ kind: 'notOwned' });
  const { switch: blocked } = await off(null, 'weibo-city');
  expect(blocked).toMatchObject({ coordinate: null, subgraphs: ['libraries', 'museums'] });

  await folder.write(librariesManifest({ subgraph: 'theatres', scopes: [] }));
  await eventually(async () => {
    type Feed = { switches: { id: string; subgraphs: string[] }[] };
    const { switches } = await signed<Feed>('GET', '/revocations', personas.anonymous);
    expect(switches.find(({ id }) => id === blocked.id)?.subgraphs).toEqual([
      'libraries',
      'museums',
      'theatres',
    ]);
  });
});
