import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { dumpIsAbsent, systemPostgres } from './system-postgres.ts';

const run = promisify(execFile);

/**
 * Copies a database as an operator does, by `pg_dump` and `pg_restore`, so that tests see the losses of a
 * dump.
 *
 * @param to an empty database, of the same or a newer PostgreSQL
 */
export async function dumpAndRestore(from: string, to: string): Promise<void> {
  if (systemPostgres === null) throw new Error(dumpIsAbsent ?? '');
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-dump-'));
  const file = join(folder, 'database.dump');
  try {
    await run(join(systemPostgres, 'pg_dump'), ['--format=custom', '--file', file, from]);
    const flags = ['--exit-on-error', '--no-owner', '--no-privileges'];
    await run(join(systemPostgres, 'pg_restore'), [...flags, '--dbname', to, file]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
