import { execFile } from 'node:child_process';
import { access, chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { serverVersion, startCluster } from '@civic-graph/demo/database-server';

const run = promisify(execFile);
const cache = fileURLToPath(new URL('../../../../node_modules/.cache/civic-graph/', import.meta.url));

/** Superuser's password of every test cluster. */
export const testPassword = 'a-throw-away-cluster';

/**
 * Creates a cluster in a new folder. initdb takes most of a second, so it runs once per installation and
 * every caller gets a copy.
 */
export async function layNewCluster(folder: string): Promise<void> {
  const original = join(cache, `postgres-${serverVersion()}`);
  if (!(await exists(original))) await makeOriginal(original);
  await copy(original, folder);
}

async function makeOriginal(original: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-test-'));
  // The server's account must be able to enter it.
  await chmod(folder, 0o711);
  const made = join(folder, 'cluster');
  try {
    const cluster = await startCluster({ folder: made, password: testPassword, durable: false });
    await cluster.stop();
    await mkdir(cache, { recursive: true });
    // Copied and renamed, so that an interrupted copy is never used.
    const unfinished = await mkdtemp(`${original}-`);
    await copy(made, join(unfinished, 'cluster'));
    // Another test file may have been faster; its cluster is used.
    await rename(join(unfinished, 'cluster'), original).catch(() => undefined);
    await rm(unfinished, { recursive: true, force: true });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Keeps the owner: the server's account, not ours if we are root. */
async function copy(from: string, to: string): Promise<void> {
  await run('cp', ['-a', from, to]);
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
