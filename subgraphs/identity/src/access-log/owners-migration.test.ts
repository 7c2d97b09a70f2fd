import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createDatabase, migrateToLatest } from '@civic-graph/subgraph-kit';
import { startTestDatabase } from '@civic-graph/testing';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { IdentityTables } from '../store/database.ts';
import { recordsOfOwners } from './find-records.ts';

const migrations = new URL('../../migrations/', import.meta.url);
const newest = { first: 20, after: null };

it('records of an earlier version are on the pages of their agencies, and nothing can be added or removed', async () => {
  const server = await startTestDatabase();
  const db = createDatabase<IdentityTables>(server.url);
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-migrations-'));
  try {
    const before = (await readdir(migrations)).filter((name) => name < '0023');
    for (const name of before) await cp(fileURLToPath(new URL(name, migrations)), join(folder, name));
    await migrateToLatest(db, pathToFileURL(folder));
    await sql`insert into access_chain values ('gateway', 'key', 0, 'head')`.execute(db);
    const insert = (number: number, fields: Record<string, string[]>) =>
      db
        .insertInto('access_record')
        .values({
          ...{ hash: `hash-${number}`, chain: 'gateway', number, fields: JSON.stringify(fields) },
          ...{ time: `2026-11-25T08:00:0${number}.000Z`, subject: null, app: null, caller: 'admin' },
          ...{ official: null, official_agency: null, purpose: null, consent: null, scopes: [] },
          ...{ request_id: 'r', result: 'complete' },
        })
        .execute();
    await insert(1, { identity: ['Profile.name'], payments: ['Citizen.notices'] });
    await insert(2, { payments: ['Citizen.notices'] });
    await insert(3, { 'a-fifth': ['Citizen.loans'] });
    await migrateToLatest(db, migrations);
    await insert(4, { 'a-fifth': ['Citizen.loans'], identity: ['Profile.name'] });
    await insert(5, {});

    const numbers = async (...subgraphs: string[]) =>
      (await recordsOfOwners(db, subgraphs, newest)).map(({ number }) => Number(number));
    expect(await numbers('identity')).toEqual([4, 1]);
    expect(await numbers('payments')).toEqual([2, 1]);
    expect(await numbers('a-fifth')).toEqual([4, 3]);
    expect(await numbers('payments', 'identity', 'identity')).toEqual([4, 2, 1]);
    expect(await numbers()).toEqual([]);
    for (const change of [
      'delete from access_record_owner',
      "update access_record_owner set subgraph = 'x'",
      'truncate access_record_owner',
    ]) {
      await expect(sql.raw(change).execute(db), change).rejects.toThrow('only added');
    }
  } finally {
    await db.destroy();
    await server.stop();
    await rm(folder, { recursive: true });
  }
});
