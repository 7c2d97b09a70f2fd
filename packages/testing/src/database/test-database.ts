import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCluster } from '@civic-graph/database-server';
import { layNewCluster, testPassword } from './new-cluster.ts';

export interface TestDatabase {
  /** `postgresql://…`, on the loopback interface. */
  readonly url: string;
  /** Stops the server and removes its files. */
  stop(): Promise<void>;
}

/** A throw-away PostgreSQL of the version that `npm start` runs; one for each test file. */
export async function startTestDatabase(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-test-'));
  // The server's account has to pass through it.
  await chmod(folder, 0o711);
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const ofServer = join(folder, 'cluster');
    await layNewCluster(ofServer);
    const cluster = await startCluster({ folder: ofServer, password: testPassword, durable: false });
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
