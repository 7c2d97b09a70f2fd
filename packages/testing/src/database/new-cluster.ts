import { execFile } from 'node:child_process';
import { access, chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { serverVersion, startCluster } from '@civic-graph/demo/database-server';

const run = promisify(execFile);
const cache = fileURLToPath(new URL('../../../../node_modules/.cache/civic-graph/', import.meta.url));

/** Of the superuser; the server listens on the loopback interface and lives no longer than a test worker. */
export const testPassword = 'a-throw-away-cluster';

/**
 * Lays a cluster into a folder that is not there yet. Making one takes the better part of a second of a core,
 * so that is done once after an installation, and everybody gets a copy.
 */
export async function layNewCluster(folder: string): Promise<void> {
  const original = join(cache, `postgres-${serverVersion()}`);
  if (!(await exists(original))) await makeOriginal(original);
  await copy(original, folder);
}

async function makeOriginal(original: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-test-'));
  // The server's account has to pass through it.
  await chmod(folder, 0o711);
  const made = join(folder, 'cluster');
  try {
    const cluster = await startCluster({ folder: made, password: testPassword, durable: false });
    await cluster.stop();
    await mkdir(cache, { recursive: true });
    // Copied aside and renamed, so that one that was broken off is never taken for a whole one.
    const unfinished = await mkdtemp(`${original}-`);
    await copy(made, join(unfinished, 'cluster'));
    // Another test file may have been faster: then its cluster stays.
    await rename(join(unfinished, 'cluster'), original).catch(() => undefined);
    await rm(unfinished, { recursive: true, force: true });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** With its owner: the account of the server, which is not ours where we are root. */
async function copy(from: string, to: string): Promise<void> {
  await run('cp', ['-a', from, to]);
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
