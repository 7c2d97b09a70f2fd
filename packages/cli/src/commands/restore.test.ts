import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase, type Database, readStanding } from '@civic-graph/subgraph-kit';
import { startTestDatabase, type TestDatabase } from '@civic-graph/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { run } from '../run-civic.fixture.ts';

let server: TestDatabase;
let folder: string;
let database: Database<Record<string, Record<string, unknown>>>;
beforeEach(async () => {
  server = await startTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'civic-graph-finish-'));
  database = createDatabase(server.url);
});
afterEach(async () => {
  await database.destroy();
  await server.stop();
  await rm(folder, { recursive: true });
});

const epoch = async () => (await readStanding(database, null))!.epoch;

/** A migrated database without a mark, and the command that finishes its restore. */
async function start(agency: 'identity' | 'payments') {
  const name = agency.toUpperCase();
  const env = {
    ...{ [`DATABASE_URL_${name}`]: server.url, [`DATABASE_OWNER_URL_${name}`]: server.url },
    DATA_DIR: folder,
  };
  await run(['migrate', agency], env);
  return (...options: string[]) => run(['restore', 'finish', agency, ...options], env);
}

it('a restore that no mark shows is finished if told so, and later without statements', async () => {
  const finish = await start('payments');
  expect(await finish()).toMatchObject({ code: 0, stdout: expect.stringContaining('--although-unnoticed') });
  expect(await epoch()).toMatchObject({ number: 1 });
  const finished = await finish('--although-unnoticed');
  expect(finished).toMatchObject({ code: 0, stdout: expect.stringContaining('payments: finished') });
  expect(await epoch()).toMatchObject({ restoredTo: null, needsFollowUp: true });

  expect((await finish()).stdout).toContain('--without-statements');
  expect(await epoch()).toMatchObject({ needsFollowUp: true });
  expect((await finish('--without-statements')).code).toBe(0);
  expect(await epoch()).toMatchObject({ needsFollowUp: false });
});

it('identity is not finished without the journal of a known gateway; apps are listed for review', async () => {
  const finish = await start('identity');
  const chain = { chain: 'v2.gateway', public_key: '', count: 5, head: '' };
  await database.insertInto('access_chain').values(chain).execute();
  const app = {
    ...{ client_id: 'app-1', kind: 'partner', name_zh: 'x', name_en: 'x', platform: 'Web', position: 0 },
    ...{ homepage: 'https://app.example/', redirect_uris: [], secret_sha256: '', state: 'approved' },
    ...{ approved_scopes: [], purposes: [] },
  };
  await database.insertInto('app').values(app).execute();
  const names = { name_zh: 'x', name_en: 'x' };
  const agency = { id: 'transport', ...names, kind: 'TRANSPORT', homepage: '', phone: '', position: 0 };
  await database.insertInto('agency').values(agency).execute();
  const official = { id: 'o', ...names, kind: 'operator', agency: 'transport', roles: [], scopes: [] };
  await database.insertInto('official').values(official).execute();
  const program = {
    ...{
      client_id: 'ci-transport-1',
      agency: 'transport',
      subgraph: 'transport',
      jwk: '{}',
      thumbprint: 't',
    },
    ...{ registered_by: 'o', registered_by_subject: 'o', registered_at: new Date() },
  };
  await database.insertInto('machine_client').values(program).execute();
  const refused = await finish('--although-unnoticed');
  expect(refused).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/v2\.gateway: .*--without-journal/),
  });
  expect(await epoch()).toMatchObject({ number: 1 });
  const { code, stdout } = await finish('--although-unnoticed', '--without-journal');
  expect([code, stdout]).toEqual([0, expect.stringMatching(/review the 1 apps .*\n {2}app-1\n/)]);
  expect(stdout).toMatch(/review the 1 programs .*\n {2}ci-transport-1\n/);
});
