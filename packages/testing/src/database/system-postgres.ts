import { accessSync, constants, readdirSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCluster } from '@civic-graph/demo/database-server';
import { testPassword } from './new-cluster.ts';
import type { TestServer } from './test-server.ts';

/** Debian's folder of installed versions, which are not on the PATH. */
const versions = '/usr/lib/postgresql';
const needed = ['initdb', 'postgres', 'pg_dump', 'pg_restore', 'pg_basebackup'];

/** Programs of the system's PostgreSQL, or null: the embedded one lacks pg_dump and pg_restore. */
export const systemPostgres: string | null = newestWith(needed);

/** Reason to skip tests that need a dump, or null. Under CI nothing may be skipped. */
export const dumpIsAbsent =
  systemPostgres === null ? 'PostgreSQL (Debian: postgresql) is not installed' : null;

/** A throw-away server of the system's PostgreSQL. */
export async function startSystemServer(): Promise<TestServer> {
  if (systemPostgres === null) throw new Error(dumpIsAbsent ?? '');
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-test-'));
  // The server's account has to pass through it.
  await chmod(folder, 0o711);
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const ofServer = join(folder, 'cluster');
    const options = { folder: ofServer, password: testPassword, durable: false, programs: systemPostgres };
    const cluster = await startCluster(options);
    return {
      url: cluster.url,
      async stop() {
        await cluster.stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

function newestWith(programs: readonly string[]): string | null {
  return (
    installedVersions()
      .sort((a, b) => Number(b) - Number(a))
      .map((version) => join(versions, version, 'bin'))
      .find((folder) => programs.every((program) => isExecutable(join(folder, program)))) ?? null
  );
}

function installedVersions(): string[] {
  try {
    return readdirSync(versions);
  } catch {
    return [];
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
