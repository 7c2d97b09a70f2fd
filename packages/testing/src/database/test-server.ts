import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCluster } from '@civic-graph/demo/database-server';
import { layNewCluster, testPassword } from './new-cluster.ts';

export interface TestServer {
  /** `postgresql://…` of its superuser, on the loopback interface. */
  readonly url: string;
  /** Stops the server and removes its files. */
  stop(): Promise<void>;
}

/** A temporary PostgreSQL server of the version that `npm start` runs. */
export async function startTestServer(): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-test-'));
  // The server's account must be able to enter it.
  await chmod(folder, 0o711);
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const ofServer = join(folder, 'cluster');
    await layNewCluster(ofServer);
    const cluster = await startCluster({ folder: ofServer, password: testPassword, durable: false });
    removeAfterUs(folder, join(ofServer, 'data', 'postmaster.pid'));
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

/*
 * A test runner kills its workers by a signal. The shell waits for the end of its standard input, so the
 * server ends with our process.
 */
const caretaker = `read -r _
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do [ -e "$1" ] && sleep 0.5; done
rm -rf -- "$0"`;

function removeAfterUs(folder: string, whileThere: string): void {
  const shell = spawn('sh', ['-c', caretaker, folder, whileThere], {
    // Its own process group, so that Ctrl-C reaches only us.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  shell.unref();
  (shell.stdin as Socket).unref();
}
