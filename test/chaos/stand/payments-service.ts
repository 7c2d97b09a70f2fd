import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Cluster, freePort, startCluster } from '@civic-graph/database-server';
import { testSecrets } from '@civic-graph/testing';

/** The payments service of the demo in a process of its own, on a PostgreSQL that keeps what it has committed. */
export interface PaymentsService {
  readonly url: string;
  /** Of the database as it is now; after a restart it is another. */
  readonly databaseUrl: string;
  /** Stops the server, with whatever is under way, and starts it on the same files. */
  restartDatabase(): Promise<void>;
  isReady(): Promise<boolean>;
  close(): Promise<void>;
}

const repository = new URL('../../..', import.meta.url).pathname;

export async function startPaymentsService(): Promise<PaymentsService> {
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-chaos-'));
  // The server's account has to pass through it.
  await chmod(folder, 0o711);
  const password = randomBytes(16).toString('hex');
  const start = () => startCluster({ folder: join(folder, 'cluster'), password, durable: true });
  let cluster: Cluster = await start();
  // Restarted, it is at another port; to the service it stays where it was.
  const relay = await startRelay(() => Number(new URL(cluster.url).port));
  const through = new URL(cluster.url);
  through.port = String(relay.port);

  const port = await freePort();
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', 'subgraphs/payments/src/index.ts'],
    {
      cwd: repository,
      env: {
        PATH: process.env.PATH ?? '',
        HOME: process.env.HOME ?? '',
        DEPLOYMENT: 'demo',
        LOG_LEVEL: 'silent',
        PORT: String(port),
        DATA_DIR: folder,
        SUBGRAPH_SECRET: testSecrets.subgraph,
        DATABASE_URL_PAYMENTS: through.href,
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const url = `http://127.0.0.1:${port}/graphql`;
  const service: PaymentsService = {
    url,
    get databaseUrl() {
      return cluster.url;
    },
    async restartDatabase() {
      await cluster.stop();
      cluster = await start();
    },
    isReady: () =>
      fetch(`http://127.0.0.1:${port}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      ),
    async close() {
      process.off('exit', kill);
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      relay.close();
      await cluster.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  const deadline = performance.now() + 60_000;
  while (!(await service.isReady())) {
    if (child.exitCode !== null || performance.now() > deadline) {
      await service.close();
      throw new Error('the payments service does not start');
    }
    await wait(50);
  }
  return service;
}

/** Passes bytes on, and an end at either side. */
async function startRelay(targetPort: () => number) {
  const sockets = new Set<Socket>();
  const server = createServer((from) => {
    const to = connect(targetPort(), '127.0.0.1');
    for (const [socket, peer] of [
      [from, to],
      [to, from],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => peer.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        peer.destroy();
      });
      socket.pipe(peer);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
