import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { eventually, startTestDatabase, type TestDatabase, urlOfService } from '@civic-graph/testing';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createDatabase, type Database } from '../database.ts';
import { requirePermanentSecrets } from '../permanent-secrets.ts';
import { prepareDatabase } from '../roles/prepare-database.ts';
import { finishRestore } from './finish-restore.ts';
import { readMark } from './mark-file.ts';
import { guardAgainstRestore, type RestoreGuard } from './restore-guard.ts';

let server: TestDatabase;
let folder: string;
let owner: Database<unknown>;
const opened: { destroy(): Promise<void> }[] = [];
const guards: RestoreGuard[] = [];

beforeEach(async () => {
  server = await startTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'civic-graph-marks-'));
  await writeFile(join(folder, '0001-sample.sql'), 'CREATE SEQUENCE serial; CREATE TABLE sample (n bigint)');
  owner = createDatabase(server.url);
  opened.push(owner);
});
afterEach(async () => {
  for (const guard of guards.splice(0)) await guard.stop();
  for (const database of opened.splice(0)) await database.destroy();
  await server.stop();
  await rm(folder, { recursive: true });
});

const marks = () => join(folder, 'marks');
const reports: string[] = [];

/** A service that starts: migrations, then the guard. */
async function start(url = server.url, everyMs = 20) {
  const service = createDatabase<unknown>(await urlOfService(url));
  opened.push(service);
  await prepareDatabase<unknown>({
    ...{ service, ownerUrl: url, migrations: pathToFileURL(folder), agency: 'sample' },
    rights: { sample: ['INSERT'] },
    deployment: 'production',
  });
  const guard = await guardAgainstRestore({
    ...{ database: service, agency: 'sample', folder: marks(), everyMs },
    report: (problem) => reports.push(problem),
  });
  guards.push(guard);
  return { service, guard };
}

async function stopAll() {
  for (const guard of guards.splice(0)) await guard.stop();
}

/** What a restored backup lacks. */
const loseMarksAfter = (number: number) =>
  sql`DELETE FROM restore_guard.mark WHERE number > ${number}`.execute(owner);
const lastNumber = async () => (await readMark(marks(), 'sample'))?.number ?? 0;
const finish = async (db = owner) =>
  finishRestore(db, {
    ...{ remembered: await readMark(marks(), 'sample'), needsFollowUp: true, report: {}, now: new Date() },
  });
const refusal = expect.objectContaining({ message: expect.stringMatching(/^DATABASE_RESTORED: /) });

it('a database that was only stopped is served again', async () => {
  await start();
  await stopAll();
  const { guard } = await start();
  expect(guard.followUpSince).toBeNull();
});

it('an older backup is refused until the restore is finished, and numbers continue above those issued', async () => {
  const { service } = await start();
  const backup = await lastNumber();
  await eventually(async () => expect(await lastNumber()).toBeGreaterThan(backup + 1));
  await sql`SELECT nextval('serial') FROM generate_series(1, 40)`.execute(service);
  await eventually(async () => expect((await readMark(marks(), 'sample'))?.sequences.serial).toBe('40'));
  await stopAll();
  await loseMarksAfter(backup);
  await sql`SELECT setval('serial', 7)`.execute(owner);
  await expect(start()).rejects.toEqual(refusal);

  expect(await finish()).toMatchObject({
    jumped: [{ sequence: 'serial', from: '7', to: '1000040' }],
    restoredTo: expect.any(Date),
  });
  const { guard } = await start();
  expect(guard.followUpSince).toEqual(expect.any(Date));
  await guard.followedUp();
  await stopAll();
  expect((await start()).guard.followUpSince).toBeNull();
});

it('the same backup is refused again when it is restored a second time', async () => {
  await start();
  const backup = await lastNumber();
  await eventually(async () => expect(await lastNumber()).toBeGreaterThan(backup));
  await stopAll();
  await loseMarksAfter(backup);
  await finish();
  await start();
  await stopAll();
  await sql`DELETE FROM restore_guard.epoch WHERE number > 1`.execute(owner);
  await expect(start()).rejects.toEqual(refusal);
});

it('a dump is refused in its new database, also where nothing is remembered', async () => {
  await start();
  await stopAll();
  await sql`UPDATE restore_guard.epoch SET database_oid = '1'`.execute(owner);
  await rm(marks(), { recursive: true });
  await expect(start()).rejects.toEqual(refusal);
  await finish();
  await start();
});

it('a database that is restored under a running service is not read any more', async () => {
  const { service } = await start(server.url, 3_600_000);
  await sql`SELECT count(*) FROM sample`.execute(service);
  // The first round of marks is over.
  await eventually(async () => expect(await lastNumber()).toBeGreaterThan(1));
  await loseMarksAfter(1);
  // As a restart of the server does.
  await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE usename = 'test_service' AND datname = current_database()`.execute(owner);
  await eventually(async () => {
    await expect(sql`SELECT count(*) FROM sample`.execute(service)).rejects.toMatchObject({
      code: 'DATABASE_RESTORED',
    });
  });
  expect(reports).toContain('restored');
});

it('a secret on which the data depends cannot be replaced', async () => {
  const { service } = await start();
  const secret = Buffer.alloc(32, 'salt');
  expect(await requirePermanentSecrets(service, { PAIRWISE_SALT: secret })).toEqual(['PAIRWISE_SALT']);
  await requirePermanentSecrets(service, { PAIRWISE_SALT: secret });
  await expect(requirePermanentSecrets(service, { PAIRWISE_SALT: Buffer.alloc(32, 'new') })).rejects.toThrow(
    /^PAIRWISE_SALT: /,
  );
  const { rows } = await sql`SELECT * FROM restore_guard.permanent_secret`.execute(owner);
  expect(JSON.stringify(rows)).not.toContain(secret.toString('base64url'));
});

it('a mark that cannot be read stops the start', async () => {
  await start();
  await stopAll();
  await writeFile(join(marks(), 'sample.json'), '{"epoch":');
  await expect(start()).rejects.toThrow('DATABASE_MARKS: ');
  expect(await readFile(join(marks(), 'sample.json'), 'utf8')).toBe('{"epoch":');
});
