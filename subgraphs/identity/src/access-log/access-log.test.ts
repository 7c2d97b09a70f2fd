import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import {
  journalBatchType,
  receiptHolds,
  signCheckpoint,
  type WitnessWord,
  writeJournalBatch,
} from '@civic-graph/audit';
import { citizen, personas } from '@civic-graph/testing';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';
import { emptyAccessLog } from './empty-access-log.fixture.ts';
import { newestOfOwners } from './find-records.ts';
import { journal, record, send as sendTo, signingKey } from './gateway-journal.fixture.ts';

const { lin, admin } = personas;
const other = citizen(2);

let identity: IdentityDeployment;
/** Clock offset of the service in milliseconds. */
let ahead = 0;
let words = 0;
beforeAll(async () => {
  identity = await startIdentity({ clock: () => new Date(Date.now() + ahead) });
});
afterAll(() => identity.stop());
beforeEach(() => emptyAccessLog(identity.owner));

describe('a gateway’s journal batch', () => {
  test('is stored once, however often it arrives', async () => {
    const { lines } = journal([record(lin.citizenKey), record(other.citizenKey), record(lin.citizenKey)]);
    expect(await send(lines.slice(0, 2))).toEqual({ status: 200, count: 2 });
    expect(await send(lines.slice(0, 2))).toEqual({ status: 200, count: 2 });
    expect(await send(lines.slice(1))).toEqual({ status: 200, count: 3 });
    expect(await send([])).toEqual({ status: 200, count: 3 });
    expect(await identity.subgraph.database.selectFrom('access_record').selectAll().execute()).toHaveLength(
      3,
    );
  });

  test('is refused if it has gaps, was altered, or belongs to another history', async () => {
    const { lines } = journal([record(lin.citizenKey), record(other.citizenKey), record(lin.citizenKey)]);
    await send(lines.slice(0, 1));
    expect(await send(lines.slice(2))).toMatchObject({ status: 400 });
    expect(await send([lines[1]!.replace('"complete"', '"partial"')])).toMatchObject({ status: 400 });
    const rewritten = journal([record(other.citizenKey), record(other.citizenKey)]);
    expect(await send(rewritten.lines.slice(1))).toMatchObject({ status: 400 });
    expect(await send([])).toEqual({ status: 200, count: 1 });
  });

  test('is refused if a text has a NUL character', async () => {
    const named = journal([record(lin.citizenKey, { app: 'a\0b' })]);
    expect(await send(named.lines)).toMatchObject({ status: 400 });
    const fields = journal([record(lin.citizenKey, { fields: { identity: ['a\0b'] } })]);
    expect(await send(fields.lines)).toMatchObject({ status: 400 });
    expect(await send([], { chain: 'a\0b' })).toMatchObject({ status: 400 });
    expect(await send([])).toEqual({ status: 200, count: 0 });
  });

  test('is refused if it differs from stored records with the same numbers', async () => {
    const { lines, link } = journal([record(lin.citizenKey), record(other.citizenKey)]);
    const own = journal([record(lin.citizenKey), record(lin.citizenKey), record(lin.citizenKey)], link);
    const forged = journal([record(other.citizenKey), record(other.citizenKey)], link);
    await send(lines);
    // As another program with the chain's key would.
    expect(await send(forged.lines)).toEqual({ status: 200, count: 4 });
    expect(await send(own.lines)).toMatchObject({ status: 400 });
    expect(await send(own.lines.slice(0, 2))).toMatchObject({ status: 400 });
    expect(await send(own.lines.slice(0, 1))).toMatchObject({ status: 400 });
    expect(await send([...lines, ...forged.lines])).toEqual({ status: 200, count: 4 });
    expect(await send(lines.slice(0, 1))).toEqual({ status: 200, count: 4 });
    expect(await send(forged.lines.slice(0, 1))).toEqual({ status: 200, count: 4 });
  });

  test('contains checkpoints, signed with the first key of the chain', async () => {
    const { lines, link } = journal([record(lin.citizenKey)]);
    const checkpoint = signCheckpoint('gateway', link, new Date(), signingKey);
    expect(await send(lines, { checkpoint })).toEqual({ status: 200, count: 1 });
    expect(
      await identity.subgraph.database.selectFrom('access_checkpoint').selectAll().execute(),
    ).toMatchObject([{ chain: 'gateway', count: '1', head: link.head, signature: checkpoint.signature }]);
    const stranger = generateKeyPairSync('ed25519');
    const forged = signCheckpoint('gateway', link, new Date(), stranger.privateKey);
    expect(await send([], { checkpoint: forged })).toMatchObject({ status: 400 });
    const strangersKey = stranger.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    expect(await send([], { publicKey: strangersKey })).toMatchObject({ status: 400 });
  });

  test('with a checkpoint gets a receipt for all stored records', async () => {
    const { lines, link } = journal([record(lin.citizenKey), record(other.citizenKey)]);
    const checkpoint = signCheckpoint('gateway', link, new Date(), signingKey);
    expect((await sendTo(identity.subgraph, lines)).receipt).toBeNull();
    const { receipt } = await sendTo(identity.subgraph, [], { checkpoint });
    expect(receipt).toMatchObject({ chain: 'gateway', ...link });
    expect(await word()).toMatchObject({ chains: [{ receipt: link }] });
    expect(receiptHolds(receipt!, createPublicKey((await word()).publicKey))).toBe(true);
  });

  test('is refused with a checkpoint of another history', async () => {
    const { lines, link } = journal([record(lin.citizenKey), record(other.citizenKey)]);
    const checkpoint = signCheckpoint('gateway', { ...link, count: 1 }, new Date(), signingKey);
    expect(await send(lines, { checkpoint })).toMatchObject({ status: 400 });
    expect(await send(lines)).toEqual({ status: 200, count: 2 });
  });

  test('must be signed with the chain’s first key, also without a checkpoint', async () => {
    const { lines } = journal([record(lin.citizenKey), record(other.citizenKey)]);
    await send(lines.slice(0, 1));
    const stranger = generateKeyPairSync('ed25519');
    // Another gateway has the same secret for calls.
    const byAnother = await sendTo(identity.subgraph, lines, {}, stranger.privateKey);
    expect(byAnother.status).toBe(400);
    const publicKey = stranger.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const underItsKey = await sendTo(identity.subgraph, lines, { publicKey }, stranger.privateKey);
    expect(underItsKey.status).toBe(400);
    expect(await send([])).toEqual({ status: 200, count: 1 });
  });

  test('is accepted only from gateways', async () => {
    const body = writeJournalBatch(
      { chain: 'gateway', publicKey: '', checkpoint: null },
      Buffer.alloc(0),
      signingKey,
    );
    const response = await identity.subgraph.inject({
      method: 'POST',
      url: '/access-records',
      headers: { 'content-type': journalBatchType },
      body,
    });
    expect(response.statusCode).toBe(401);
  });
});

const accessLog = `query ($first: Int, $after: String) { me { accessLog(first: $first, after: $after) {
  nodes { time app { clientId } readBy officialOf { id } purpose { title(language: EN) } fields
    dataGroups { title(language: EN) } agencies { id } }
  pageInfo { hasNextPage endCursor } } } }`;

describe('the witness answer', () => {
  test('is open to auditors, and contains chains, numbers and hashes', async () => {
    const { lines, link } = journal([record(lin.citizenKey)]);
    await send(lines);
    const { publicKey, chains } = await word();
    expect(Object.keys(chains[0]!)).toEqual(['publicKey', 'receipt']);
    expect(Object.keys(chains[0]!.receipt).sort()).toEqual(['chain', 'count', 'head', 'signature', 'time']);
    expect(chains[0]!.receipt).toMatchObject(link);
    expect(receiptHolds(chains[0]!.receipt, createPublicKey(publicKey))).toBe(true);
  });

  test('can only be added to', async () => {
    const { database } = identity.subgraph;
    const { lines, link } = journal([record(lin.citizenKey)]);
    await send(lines, { checkpoint: signCheckpoint('gateway', link, new Date(), signingKey) });
    for (const change of [
      'delete from access_receipt',
      "update access_receipt set head = 'x'",
      'truncate access_receipt',
    ]) {
      await expect(sql.raw(change).execute(database), change).rejects.toThrow('permission denied');
      await expect(sql.raw(change).execute(identity.owner), change).rejects.toThrow('only added to');
    }
  });

  test('is not issued for a chain that contradicts an earlier receipt', async () => {
    const { database } = identity.subgraph;
    const { lines, link } = journal([record(lin.citizenKey)]);
    await send(lines, { checkpoint: signCheckpoint('gateway', link, new Date(), signingKey) });
    // As an attacker with write access to the database would.
    await database
      .updateTable('access_chain')
      .set({ head: 'A'.repeat(43) })
      .execute();
    expect((await word()).chains).toEqual([]);
    await database.updateTable('access_chain').set({ count: 0, head: link.head }).execute();
    expect((await word()).chains).toEqual([]);
  });
});

describe('the log of a citizen', () => {
  test('says who, when, why and what, in words', async () => {
    await send(journal([record(lin.citizenKey)]).lines);
    expect(await identity.subgraph.executeAs(lin, { query: accessLog })).toEqual({
      data: {
        me: {
          accessLog: {
            nodes: [
              {
                time: '2026-11-25T08:00:00.000Z',
                app: { clientId: 'wechat-city' },
                readBy: 'APP_FOR_CITIZEN',
                officialOf: null,
                purpose: { title: 'to handle city services for you in the app' },
                fields: ['Profile.name', 'Citizen.notices'],
                dataGroups: [{ title: 'Name and contact' }, { title: 'Payment notices' }],
                agencies: [{ id: 'civil-affairs' }, { id: 'finance' }],
              },
            ],
            pageInfo: { hasNextPage: false, endCursor: expect.any(String) },
          },
        },
      },
    });
  });

  test('shows nothing of others, even if one answer was about both', async () => {
    const both = {
      requestId: 'both',
      caller: 'operator',
      official: 'operator-payments',
      officialAgency: 'finance',
    } as const;
    const { lines } = journal([record(lin.citizenKey, both), record(other.citizenKey, both), record(null)]);
    await send(lines);
    for (const reader of [lin, other]) {
      const { data } = await identity.subgraph.executeAs(reader, { query: accessLog });
      expect(data).toMatchObject({
        me: { accessLog: { nodes: [{ readBy: 'OFFICIAL', officialOf: { id: 'finance' } }] } },
      });
      expect(JSON.stringify(data)).not.toMatch(/CTZ-|operator-payments/);
    }
    const { data } = await identity.subgraph.executeAs(citizen(3), { query: accessLog });
    expect(data).toMatchObject({ me: { accessLog: { nodes: [] } } });
  });

  test('comes page by page, newest first', async () => {
    const times = Array.from({ length: 5 }, (_, at) => `2026-11-25T08:00:0${Math.floor(at / 2)}.000Z`);
    await send(journal(times.map((time) => record(lin.citizenKey, { time }))).lines);
    const seen: string[] = [];
    let after: string | null = null;
    for (let pages = 0; pages < 3; pages++) {
      const { data } = await identity.subgraph.executeAs(lin, {
        query: accessLog,
        variables: { first: 2, after },
      });
      const { nodes, pageInfo } = (data as unknown as LogData).me.accessLog;
      seen.push(...nodes.map(({ time }) => time));
      expect(pageInfo.hasNextPage).toBe(pages < 2);
      after = pageInfo.endCursor;
    }
    expect(seen).toEqual(times.toReversed());
    const tooMany = await identity.subgraph.executeAs(lin, { query: accessLog, variables: { first: 101 } });
    expect(tooMany.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    const forged = Buffer.from('["yesterday","x"]').toString('base64url');
    const made = await identity.subgraph.executeAs(lin, { query: accessLog, variables: { after: forged } });
    expect(made.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

test('an agency sees reads of its own fields, without the person', async () => {
  await send(
    journal([record(lin.citizenKey), record(other.citizenKey, { fields: { identity: ['Profile.name'] } })])
      .lines,
  );
  const query = '{ agency(id: "finance") { accesses { nodes { app { clientId } fields } } } }';
  const { data } = await identity.subgraph.executeAs(personas['operator-payments'], { query });
  expect(data).toEqual({
    agency: { accesses: { nodes: [{ app: { clientId: 'wechat-city' }, fields: ['Citizen.notices'] }] } },
  });
  for (const reader of [lin, personas['operator-transport'], admin]) {
    const refused = await identity.subgraph.executeAs(reader, { query });
    expect(refused.errors).toMatchObject([
      { path: ['agency', 'accesses'], extensions: { code: 'FORBIDDEN' } },
    ]);
  }
});

test('an agency sees totals by day, reader and purpose, without the people', async () => {
  const official = {
    caller: 'operator',
    official: 'operator-payments',
    officialAgency: 'finance',
    app: null,
    purpose: null,
    fields: { identity: ['Profile.name'], payments: ['Notice.status'] },
  } as const;
  const { lines } = journal([
    record(lin.citizenKey),
    record(other.citizenKey, { fields: { payments: ['Notice.status', 'Citizen.notices'] } }),
    record(lin.citizenKey, official),
    // Midnight in the city is 16:00 UTC.
    record(lin.citizenKey, { time: '2026-11-25T16:00:00.000Z' }),
    record(lin.citizenKey, { time: '2026-11-27T00:00:00.000Z' }),
    record(lin.citizenKey, { fields: { identity: ['Profile.name'] } }),
    record(lin.citizenKey, { fields: { payments: ['Notice.due'] }, consent: 'sandbox:wechat-city' }),
  ]);
  await send(lines);
  const total = (day: string, records: number, lastReadAt: string, fields: readonly string[]) => ({
    ...{ day, records, lastReadAt, fields, readBy: 'APP_FOR_CITIZEN', isTest: false },
    ...{ app: { clientId: 'wechat-city' }, purpose: { id: 'city-services' } },
  });
  const query = (until: string) => `{ agency(id: "finance") {
    accessTotals(from: "2026-11-25T00:00:00Z", until: "${until}T00:00:00Z") {
      day app { clientId } readBy isTest purpose { id } fields records lastReadAt } } }`;
  const { data } = await identity.subgraph.executeAs(personas['operator-payments'], {
    query: query('2026-11-27'),
  });
  const at = '2026-11-25T08:00:00.000Z';
  expect(data).toEqual({
    agency: {
      accessTotals: [
        total('2026-11-26', 1, '2026-11-25T16:00:00.000Z', ['Citizen.notices']),
        total('2026-11-25', 2, at, ['Citizen.notices', 'Notice.status']),
        // A developer's test is not counted among the reads for citizens.
        { ...total('2026-11-25', 1, at, ['Notice.due']), isTest: true },
        { ...total('2026-11-25', 1, at, ['Notice.status']), readBy: 'OFFICIAL', app: null, purpose: null },
      ],
    },
  });
  for (const reader of [lin, personas['operator-transport'], admin]) {
    const refused = await identity.subgraph.executeAs(reader, { query: query('2026-11-27') });
    expect(refused.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  }
  for (const until of ['2026-11-25', '2026-12-27']) {
    const spoilt = await identity.subgraph.executeAs(personas['operator-payments'], { query: query(until) });
    expect(spoilt.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  }
});

test('no page needs a scan of all records', async () => {
  const planOf = (query: RawBuilder<unknown>) =>
    identity.subgraph.database.transaction().execute(async (transaction) => {
      // So few records are read faster one by one; the plan must merely offer an index.
      await sql`set local enable_seqscan = off`.execute(transaction);
      await sql`set local enable_sort = off`.execute(transaction);
      const { rows } = await sql<{ 'QUERY PLAN': string }>`explain ${query}`.execute(transaction);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
  const newest = 'order by time desc, hash desc limit 21';
  const ofCitizen = await planOf(sql.raw(`select * from access_record where subject = 'x' ${newest}`));
  expect(ofCitizen).toContain('Index Scan using access_record_subject');
  const after = ['2026-11-25T08:00:00.000Z', 'hash'] as const;
  for (const page of [
    { first: 20, after: null },
    { first: 20, after },
  ]) {
    const ofAgency = await planOf(newestOfOwners(['a-new-agency', 'its-other-subgraph'], page));
    expect(ofAgency).toContain('Index Only Scan Backward using access_record_owner_pkey');
    expect(ofAgency).toContain('Index Scan using access_record_pkey');
    expect(ofAgency).not.toContain('Filter');
  }
});

test('only the admin sees counts', async () => {
  const { lines } = journal([
    record(lin.citizenKey),
    record(lin.citizenKey),
    record(other.citizenKey, { app: 'alipay-city', fields: { payments: ['Citizen.notices'] } }),
    record(lin.citizenKey, { time: '2026-11-26T00:00:00.000Z' }),
  ]);
  await send(lines);
  const query = `{ accessCounts(from: "2026-11-25T00:00:00Z", until: "2026-11-26T00:00:00Z") {
    app { clientId } agency { id } records people } }`;
  const count = (clientId: string, id: string, records: number) => ({
    app: { clientId },
    agency: { id },
    records,
    people: 1,
  });
  expect((await identity.subgraph.executeAs(admin, { query })).data).toEqual({
    accessCounts: [
      count('alipay-city', 'finance', 1),
      count('wechat-city', 'civil-affairs', 2),
      count('wechat-city', 'finance', 2),
    ],
  });
  for (const [from, until] of [
    ['2026-11-25', '2026-12-27'],
    ['2026-11-25', '2026-11-25'],
  ]) {
    const span = `{ accessCounts(from: "${from}T00:00:00Z", until: "${until}T00:00:00Z") { records } }`;
    const { errors } = await identity.subgraph.executeAs(admin, { query: span });
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['BAD_USER_INPUT']);
  }
  for (const reader of [lin, personas['operator-payments']]) {
    expect((await identity.subgraph.executeAs(reader, { query })).data).toEqual({ accessCounts: null });
  }
});

test('the admin sees how far each chain is verified, and a contradiction', async () => {
  const first = journal([record(lin.citizenKey)]);
  const time = new Date('2026-11-25T08:01:00.000Z');
  await send(first.lines, { checkpoint: signCheckpoint('gateway', first.link, time, signingKey) });
  await send(journal([record(other.citizenKey)], first.link).lines);
  const query = '{ accessChains { id entries checkpointEntries checkpointAt isContradicted } }';
  const chain = {
    id: 'gateway',
    entries: 2,
    checkpointEntries: 1,
    checkpointAt: time.toISOString(),
    isContradicted: false,
  };
  expect((await identity.subgraph.executeAs(admin, { query })).data).toEqual({ accessChains: [chain] });
  for (const reader of [lin, personas['operator-payments']]) {
    expect((await identity.subgraph.executeAs(reader, { query })).data).toEqual({ accessChains: null });
  }
  await identity.subgraph.database.updateTable('access_chain').set({ count: 0 }).execute();
  expect((await identity.subgraph.executeAs(admin, { query })).data).toEqual({
    accessChains: [{ ...chain, entries: 0, isContradicted: true }],
  });
});

interface LogData {
  readonly me: {
    readonly accessLog: {
      readonly nodes: readonly { readonly time: string }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  };
}

async function send(lines: readonly string[], changes: object = {}) {
  const { status, count } = await sendTo(identity.subgraph, lines, changes);
  return { status, count };
}

/** Bypasses caches. */
async function word(): Promise<WitnessWord> {
  words += 1;
  ahead = words * 60_000;
  const response = await identity.subgraph.inject({ url: '/access-witness' });
  // Signed calls must not be dated in the past.
  ahead = 0;
  return response.json<WitnessWord>();
}
