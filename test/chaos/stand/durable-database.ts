import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Cluster, startCluster } from '@civic-graph/demo/database-server';
import { openProxy } from './database-proxy.ts';

/** A PostgreSQL with durable commits, at one address across restarts. */
export interface DurableDatabase {
  readonly url: string;
  /** URL of the database; deleted at the end. */
  readonly folder: string;
  /** Stops the server immediately, with transactions in progress. */
  stop(): Promise<void>;
  /** Starts it on the same files. */
  start(): Promise<void>;
  restart(): Promise<void>;
  /** PostgreSQL's immediate shutdown, which acts like a crash: no checkpoint, and recovery at the start. */
  crash(): Promise<void>;
  close(): Promise<void>;
}

export async function startDurableDatabase(): Promise<DurableDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-chaos-'));
  // The server's account must be able to traverse it.
  await chmod(folder, 0o711);
  const options = {
    folder: join(folder, 'cluster'),
    password: randomBytes(16).toString('hex'),
    durable: true,
  };
  // A restarted server has another port; its clients keep their address.
  const proxy = await openProxy();
  let cluster: Cluster;
  const start = async () => {
    cluster = await startCluster(options);
    proxy.target = Number(new URL(cluster.url).port);
  };
  await start();
  return {
    url: `postgresql://postgres:${options.password}@127.0.0.1:${proxy.port}/postgres`,
    folder,
    stop: () => cluster.stop(),
    start,
    async restart() {
      await cluster.stop();
      await start();
    },
    async crash() {
      const pid = await readFile(join(options.folder, 'data', 'postmaster.pid'), 'utf8');
      process.kill(Number(pid.split('\n')[0]), 'SIGQUIT');
      await cluster.exited;
      await wait(100);
      await start();
    },
    async close() {
      proxy.close();
      await cluster.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
