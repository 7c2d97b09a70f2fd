import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Cluster, serverUser, startCluster } from '@civic-graph/demo/database-server';
import { dumpIsAbsent, eventually, systemPostgres } from '@civic-graph/testing';
import pg from 'pg';
import { openProxy } from './database-proxy.ts';

const run = promisify(execFile);

/** Debian's PostgreSQL with a WAL archive, at one address across restores (docs/how-to/operate/backup.md). */
export interface RestorableDatabase {
  readonly url: string;
  /** A dump of the database. */
  dump(): Promise<void>;
  /** A physical backup of the server, as the start of a restore to any later time. */
  baseBackup(): Promise<void>;
  /** Stops the server; its last WAL goes to the archive. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Replaces the stopped server's files by the physical backup, and replays the archive up to a time. */
  restoreTo(time: Date): Promise<void>;
  /** Replaces the database of the running server by the dump. */
  restoreDump(): Promise<void>;
  close(): Promise<void>;
}

const name = 'civic_payments';

export async function startRestorableDatabase(): Promise<RestorableDatabase> {
  if (systemPostgres === null) throw new Error(dumpIsAbsent ?? '');
  const programs = systemPostgres;
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-restore-'));
  // The server's account must be able to traverse it.
  await chmod(folder, 0o711);
  const user = await serverUser();
  const options = {
    ...{
      folder: join(folder, 'cluster'),
      password: randomBytes(16).toString('hex'),
      durable: true,
      programs,
    },
    logFile: join(folder, 'postgres.log'),
  };
  const data = join(options.folder, 'data');
  const [archive, backup] = [join(folder, 'archive'), join(folder, 'backup')];
  const dumpFile = join(folder, 'payments.dump');
  for (const path of [archive, backup]) {
    await mkdir(path, { mode: 0o700 });
    if (user.uid !== undefined && user.gid !== undefined) await chown(path, user.uid, user.gid);
  }
  const proxy = await openProxy();
  const urlOf = (database: string) =>
    `postgresql://postgres:${options.password}@127.0.0.1:${proxy.port}/${database}`;
  let cluster: Cluster;
  const start = async () => {
    cluster = await startCluster(options);
    proxy.target = Number(new URL(cluster.url).port);
  };
  const administer = async (...statements: readonly string[]) => {
    const client = new pg.Client(urlOf('postgres'));
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
      const { rows } = await client.query<{ recovering: boolean }>(
        'SELECT pg_is_in_recovery() AS recovering',
      );
      return rows[0]?.recovering ?? true;
    } finally {
      await client.end();
    }
  };
  await start();
  await administer(
    'ALTER SYSTEM SET archive_mode = on',
    `ALTER SYSTEM SET archive_command = 'cp %p ${archive}/%f'`,
    `CREATE DATABASE ${name}`,
  );
  await cluster!.stop();
  await start();
  return {
    url: urlOf(name),
    async dump() {
      await run(join(programs, 'pg_dump'), ['--format=custom', '--file', dumpFile, urlOf(name)]);
    },
    async baseBackup() {
      await run(
        join(programs, 'pg_basebackup'),
        ['--pgdata', backup, '--wal-method=stream', '--checkpoint=fast', '--dbname', urlOf('postgres')],
        { ...user, cwd: '/' },
      );
    },
    stop: () => cluster.stop(),
    start,
    async restoreTo(time) {
      await rename(data, `${data}.lost`);
      await run('cp', ['-a', backup, data]);
      await writeFile(join(data, 'recovery.signal'), '');
      await writeFile(
        join(data, 'postgresql.auto.conf'),
        `archive_mode = on\narchive_command = 'cp %p ${archive}/%f'\nrestore_command = 'cp ${archive}/%f %p'
recovery_target_time = '${time.toISOString().replace('Z', '+00')}'\nrecovery_target_action = 'promote'\n`,
      );
      await start();
      await eventually(async () => {
        if (await administer()) throw new Error('the server is still recovering');
      });
      await rm(`${data}.lost`, { recursive: true });
    },
    async restoreDump() {
      await administer(`DROP DATABASE ${name} WITH (FORCE)`, `CREATE DATABASE ${name}`);
      const flags = ['--exit-on-error', '--no-owner', '--no-privileges'];
      await run(join(programs, 'pg_restore'), [...flags, '--dbname', urlOf(name), dumpFile]);
    },
    async close() {
      proxy.close();
      await cluster.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
