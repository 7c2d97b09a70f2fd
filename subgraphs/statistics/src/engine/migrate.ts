import { readdir, readFile } from 'node:fs/promises';
import type { StatisticsEngine } from './statistics-engine.ts';

const migrations = new URL('../../migrations/', import.meta.url);

/**
 * Brings the tables up to date. ClickHouse has no transactions for DDL, so each file is one repeatable
 * statement, and all of them run at each start.
 */
export async function migrate(engine: StatisticsEngine): Promise<void> {
  const files = (await readdir(migrations)).filter((name) => name.endsWith('.sql')).sort();
  for (const file of files) await engine.execute(await readFile(new URL(file, migrations), 'utf8'));
}
