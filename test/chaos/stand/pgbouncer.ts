import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, serverUser } from '@civic-graph/demo/database-server';
import { eventually } from '@civic-graph/testing';
import pg from 'pg';
import { findProgram } from '../../find-program.ts';
import { startProgram } from '../../node-process.ts';
import { type DurableDatabase, startDurableDatabase } from './durable-database.ts';

/** A database, and PgBouncer in transaction mode before it (docs/how-to/operate/scale.md). */
export interface PooledDatabase extends Pick<DurableDatabase, 'url' | 'close'> {
  /** Without the pooler, for LISTEN and for migrations. */
  readonly direct: string;
  /** The same through PgBouncer, as services take it. */
  readonly pooled: string;
  /** Sessions of the server that clients have used. */
  sessions(): Promise<number>;
}

/** @throws Error that names the missing Debian package */
export async function startPooledDatabase(): Promise<PooledDatabase> {
  const program = findProgram('pgbouncer');
  if (program === null) throw new Error('pgbouncer is not installed: apt-get install pgbouncer');
  const database = await startDurableDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-pgbouncer-'));
  await chmod(folder, 0o755);
  const { username, password, port: target, pathname } = new URL(database.url);
  const port = await freePort();
  const name = pathname.slice(1);
  // Clients cannot set the timeout: their session changes from one transaction to the next.
  const server = `host=127.0.0.1 port=${target} dbname=${name} connect_query='SET statement_timeout = 15000'`;
  await writeFile(join(folder, 'users.txt'), `"${username}" "${password}"\n`);
  await writeFile(
    join(folder, 'pgbouncer.ini'),
    `[databases]
${name} = ${server}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${join(folder, 'users.txt')}
pool_mode = transaction
default_pool_size = 4
`,
  );
  const { uid } = await serverUser();
  const asServer = uid === undefined ? [] : ['runuser', '-u', 'postgres', '--'];
  const command = [...asServer, program, join(folder, 'pgbouncer.ini')];
  const running = startProgram('pgbouncer', command, {}, '/');
  const pooled = Object.assign(new URL(database.url), { port: String(port) });
  await eventually(() => count(pooled.href));
  return {
    url: database.url,
    direct: database.url,
    pooled: `${pooled.href}?pooler=transaction`,
    sessions: () => count(database.url),
    async close() {
      await running.end();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function count(url: string): Promise<number> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
    );
    return rows[0]?.count ?? 0;
  } finally {
    await client.end();
  }
}
