import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createDatabase, migrateToLatest } from '@civic-graph/subgraph-kit';
import { startTestDatabase } from '@civic-graph/testing';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { PaymentsTables } from '../database/tables.ts';
import { bringBalancesForward } from './balances.ts';

const migrations = new URL('../../migrations/', import.meta.url);

/**
 * Two transfers of 5: the first below the watermark and in the balance, the second lost by an earlier
 * restore.
 */
const restoredBefore = `
  SET LOCAL session_replication_role = replica;
  INSERT INTO account (agency, id, kind, currency) VALUES
    ('finance', 'clearing:test', 'clearing', 'CNY'), ('finance', 'surplus', 'surplus', 'CNY');
  INSERT INTO transfer (agency, id, payment_agency, payment_id, kind, posted_at, transaction_id)
    SELECT 'finance', gen_random_uuid(), 'finance', gen_random_uuid(), 'surplus', now(), id::xid8
      FROM unnest(ARRAY['10', '20']) AS id;
  INSERT INTO entry SELECT agency, id, line, account, amount, 'CNY' FROM transfer,
    (VALUES (1, 'clearing:test', 5), (2, 'surplus', -5)) AS posting (line, account, amount);
  INSERT INTO account_balance VALUES ('finance', 'clearing:test', 5, 1), ('finance', 'surplus', -5, 1);
  UPDATE ledger_watermark SET before = '1000000'`;

it('an earlier version’s ledger is upgraded with exact balances, even if a restore had broken them', async () => {
  const server = await startTestDatabase();
  const db = createDatabase<PaymentsTables>(server.url);
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-migrations-'));
  try {
    const before = (await readdir(migrations)).filter((name) => name < '0024');
    for (const name of before) await cp(fileURLToPath(new URL(name, migrations)), join(folder, name));
    await migrateToLatest(db, pathToFileURL(folder));
    await db.transaction().execute((trx) => sql.raw(restoredBefore).execute(trx));
    const standing = async () =>
      (
        await sql`SELECT account_id, balance_minor::int AS amount FROM account_standing ORDER BY account_id`.execute(
          db,
        )
      ).rows;
    expect(await standing()).toContainEqual({ account_id: 'clearing:test', amount: 5 });
    await migrateToLatest(db, migrations);
    const exact = [
      { account_id: 'clearing:test', amount: 10 },
      { account_id: 'surplus', amount: -10 },
    ];
    expect(await standing()).toEqual(exact);
    expect(await bringBalancesForward(db)).toBe(0);
    expect(await standing()).toEqual(exact);
    // A transfer of an earlier version stays closed.
    const late = sql`INSERT INTO entry SELECT agency, id, 3, 'surplus', 1, 'CNY' FROM transfer LIMIT 1`;
    await expect(late.execute(db)).rejects.toMatchObject({ code: '23001' });
  } finally {
    await db.destroy();
    await server.stop();
    await rm(folder, { recursive: true });
  }
});
