import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entryText, genesisOf, type JournalState, nextLink, readJournals } from '@civic-graph/audit';
import { createDatabase, type Database, prepareDatabase } from '@civic-graph/subgraph-kit';
import { startTestDatabase, type TestDatabase, urlOfService } from '@civic-graph/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { record } from '../access-log/gateway-journal.fixture.ts';
import { citySource } from '../agencies/manifests.fixture.ts';
import { finishIdentity, identityLosses } from '../commands/restore.ts';
import { findActiveConsent, isInForce, latestRevision } from '../consent/find-consents.ts';
import { narrowConsent, recordDecision, withdrawConsent } from '../consent/record-decision.ts';
import { isIntact } from '../consent/revision.ts';
import { reinstateApp } from '../partners/suspend-app.ts';
import { revocationsAfter } from '../revocation/read-revocations.ts';
import type { IdentityTables } from '../store/database.ts';
import { identityDatabase } from '../store/database-rights.ts';

/* A backup of identity's database that is older than the journals of the gateways. */

let server: TestDatabase;
let folder: string;
let database: Database<IdentityTables>;
const now = new Date('2026-06-01T00:00:00Z');
const [basic, notices] = ['identity:basic', 'payments:notices'];

beforeAll(async () => {
  server = await startTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'civic-graph-restore-'));
  database = createDatabase<IdentityTables>(server.url);
  const service = createDatabase<IdentityTables>(await urlOfService(server.url));
  await prepareDatabase({ ...identityDatabase, service, ownerUrl: server.url, deployment: 'production' });
  await service.destroy();
  await sql`INSERT INTO purpose (id, title_zh, title_en, lawful_basis) VALUES ('city', 'x', 'x', 'consent')`.execute(
    database,
  );
  for (const [position, client_id] of ['app-1', 'app-2'].entries()) {
    await database
      .insertInto('app')
      .values({
        ...{ client_id, kind: 'partner', name_zh: client_id, name_en: client_id, platform: 'Web', position },
        ...{ homepage: 'https://app.example/', redirect_uris: [], secret_sha256: '', state: 'approved' },
        ...{ approved_scopes: [], purposes: [] },
      })
      .execute();
  }
  for (const key of ['kept', 'withdrawn', 'narrowed', 'renewed']) {
    await database.insertInto('citizen').values({ key, login_name: key, assurance: 'high' }).execute();
  }
});
afterAll(async () => {
  await database.destroy();
  await server.stop();
  await rm(folder, { recursive: true });
});

const book = () => ({ database, agencies: citySource(), pairwiseSalt: Buffer.alloc(32, 'salt') });
const subjectOf = (citizenKey: string) => ({ citizenKey, clientId: 'app-1', purpose: 'city' });
const give = async (citizenKey: string, scopes: string[]) =>
  (await recordDecision(book(), subjectOf(citizenKey), { asked: scopes, granted: scopes }, now))!.id;

/** The journal of a gateway that has heard of these revocations. */
async function journalOf(
  heard: readonly { readonly kind: 'consent' | 'grant' | 'client'; readonly id: string }[],
): Promise<readonly JournalState[]> {
  const audit = join(folder, 'audit', 'gateway-4000');
  await mkdir(audit, { recursive: true });
  await writeFile(join(audit, 'chain'), 'v2.gateway\n');
  let link = genesisOf('v2.gateway');
  const lines = [
    record('withdrawn', { consent: 'given after the backup' }),
    { kind: 'note', time: now.toISOString(), event: 'revoked', revocations: heard } as const,
  ].map((entry) => {
    const next = nextLink(link, entryText(entry));
    link = next.link;
    return `${next.line}\n`;
  });
  await writeFile(join(audit, '000000000001.log'), lines.join(''));
  return readJournals([folder]);
}

async function stateOf(clientId: string): Promise<string | undefined> {
  const app = await database
    .selectFrom('app')
    .select('state')
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  return app?.state;
}

/** Everything that gateways were told. */
const told = async () =>
  (await revocationsAfter(database, 0, now)).revocations.map(({ kind, id }) => ({ kind, id }));

it('what was withdrawn since the backup is withdrawn again, and every sign-in ends', async () => {
  await give('kept', [basic!]);
  for (const key of ['withdrawn', 'narrowed', 'renewed']) await give(key, [basic!, notices!]);
  await sql`INSERT INTO oidc_payload (model, id, payload) VALUES ('Grant', 'ended', '{}'), ('Session', 's', '{}')`.execute(
    database,
  );
  const backup = await database.selectFrom('consent').selectAll().execute();
  const idOf = (key: string) => backup.find(({ citizen_key }) => citizen_key === key)!.id;

  await withdrawConsent(book(), { citizenKey: 'withdrawn', id: idOf('withdrawn') }, now);
  await narrowConsent(book(), { citizenKey: 'narrowed', id: idOf('narrowed'), keep: [basic!] }, now);
  // Given anew, and only then withdrawn: the revision of the backup is not the one that had tokens.
  const renewed = await give('renewed', [basic!, notices!]);
  await withdrawConsent(book(), { citizenKey: 'renewed', id: renewed }, now);
  const heard = (await told()) as Parameters<typeof journalOf>[0];
  const journals = await journalOf([
    ...heard,
    { kind: 'grant', id: 'ended' },
    { kind: 'client', id: 'app-2' },
  ]);

  // The restore: only the rows of the backup, which the table itself would not allow.
  await sql`SET session_replication_role = replica; DELETE FROM revocation; DELETE FROM consent
    WHERE revision > 1; SET session_replication_role = origin`.execute(database);
  await sql`UPDATE restore_guard.epoch SET database_oid = '1'`.execute(database);

  const losses = await identityLosses(server.url, journals);
  expect(losses).toMatchObject({
    ...{ endedGrants: 1, unknownConsents: 1, signIns: 2 },
    suspendedApps: [{ clientId: 'app-2' }],
    records: [{ chain: 'v2.gateway', again: 2, lost: 0 }],
    ...{ uncovered: [], activeApps: ['app-1'] },
  });
  expect(losses.withdrawn.map(({ id }) => id).sort()).toEqual(
    ['withdrawn', 'narrowed', 'renewed'].map(idOf).sort(),
  );
  for (const key of ['withdrawn', 'narrowed', 'renewed']) {
    expect(await findActiveConsent(book(), subjectOf(key), now)).toBeDefined();
  }

  await finishIdentity({ ownerUrl: server.url, journals, remembered: null, now });
  for (const key of ['withdrawn', 'narrowed', 'renewed']) {
    const latest = (await latestRevision(database, subjectOf(key)))!;
    expect([isInForce(latest, now), isIntact(latest), latest.decision]).toEqual([false, true, 'withdrawn']);
  }
  expect(await findActiveConsent(book(), subjectOf('kept'), now)).toBeDefined();
  expect(await database.selectFrom('oidc_payload').selectAll().execute()).toEqual([]);
  expect(await told()).toEqual(expect.arrayContaining([{ kind: 'consent', id: idOf('withdrawn') }]));
  expect((await identityLosses(server.url, journals)).withdrawn).toEqual([]);
  expect(await stateOf('app-1')).toBe('approved');
  expect(await stateOf('app-2')).toBe('suspended');
  const last = await sql<{ event: string; actor: string; reason: string }>`
    SELECT event, actor, reason FROM app_transition WHERE client_id = 'app-2' ORDER BY number DESC LIMIT 1`.execute(
    database,
  );
  expect(last.rows).toEqual([
    { event: 'suspend', actor: 'platform', reason: expect.stringMatching(/恢复.*restore/) },
  ]);
  expect(await told()).toEqual(
    expect.arrayContaining([
      { kind: 'client', id: 'app-2' },
      { kind: 'safelist', id: 'app-2' },
    ]),
  );
});

describe('an app whose tokens were revoked', () => {
  const later = new Date(now.getTime() + 3_600_000);
  const gateway = (revokedAt: number): JournalState => ({
    ...{ chain: 'v2.apps', first: 1, last: 9, brokenAt: null, consents: new Map() },
    revocations: [{ kind: 'client', id: 'app-1', number: revokedAt, time: now.toISOString() }],
  });
  beforeAll(async () => {
    const chain = { chain: 'v2.apps', public_key: '', count: 5, head: '' };
    await database.insertInto('access_chain').values(chain).execute();
  });
  afterAll(() => sql`DELETE FROM access_chain WHERE chain = 'v2.apps'`.execute(database));

  it('before the backup stays as it is in the backup', async () => {
    await sql`UPDATE restore_guard.epoch SET database_oid = '1'`.execute(database);
    const journals = [gateway(5)];
    expect(await identityLosses(server.url, journals)).toMatchObject({
      ...{ suspendedApps: [], activeApps: ['app-1'] },
    });
    await finishIdentity({ ownerUrl: server.url, journals, remembered: null, now: later });
    expect(await stateOf('app-1')).toBe('approved');
  });

  it('after the backup is suspended, even if only one gateway noted it, until an admin reinstates it', async () => {
    await sql`UPDATE restore_guard.epoch SET database_oid = '1'`.execute(database);
    const journals = [{ ...gateway(5), chain: 'v2.gateway' }, gateway(6)];
    await finishIdentity({ ownerUrl: server.url, journals, remembered: null, now: later });
    expect(await stateOf('app-1')).toBe('suspended');
    const actor = { kind: 'admin', subject: 'admin-1', agency: null } as const;
    const order = { clientId: 'app-1', actor, reason: 'Reviewed' };
    const desk = book() as unknown as Parameters<typeof reinstateApp>[0];
    expect(await reinstateApp(desk, order, later)).toMatchObject({ kind: 'done' });
    expect(await stateOf('app-1')).toBe('approved');
  });
});

describe('journals that leave a part of the time since the backup unknown', () => {
  const gateway = (first: number, last: number): JournalState => ({
    ...{ chain: 'v2.backed-up', first, last, brokenAt: null },
    ...{ revocations: [], consents: new Map() },
  });
  beforeAll(async () => {
    const chain = { chain: 'v2.backed-up', public_key: '', count: 5, head: '' };
    await database.insertInto('access_chain').values(chain).execute();
  });

  it.each([
    ['that begin at once after the last entry of the backup', [gateway(6, 9)], []],
    ['that overlap it', [gateway(1, 5)], []],
    ['whose next entries were removed', [gateway(7, 9)], [{ first: 7, last: 9 }]],
    ['that end before the backup', [gateway(1, 4)], [{ first: 1, last: 4 }]],
    ['of other gateways only', [], [null]],
  ])('%s', async (_, journals, expected) => {
    const { uncovered } = await identityLosses(server.url, journals);
    expect(uncovered).toEqual(expected.map((journal) => ({ chain: 'v2.backed-up', have: 5, journal })));
  });

  it('of a new gateway without its first entries', async () => {
    const { uncovered } = await identityLosses(server.url, [
      gateway(1, 5),
      { ...gateway(2, 3), chain: 'v2.new' },
    ]);
    expect(uncovered).toEqual([{ chain: 'v2.new', have: 0, journal: { first: 2, last: 3 } }]);
  });
});

it('apps that are suspended or deleted here need no second look', async () => {
  await sql`UPDATE app SET state = 'deleted' WHERE client_id = 'app-2'`.execute(database);
  const journals = await journalOf([{ kind: 'client', id: 'app-2' }]);
  expect(await identityLosses(server.url, journals)).toMatchObject({
    ...{ suspendedApps: [], activeApps: ['app-1'] },
  });
});
