import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { freePort } from '@civic-graph/database-server';
import { Redis } from 'ioredis';
import { findProgram } from '../../../test/find-program.ts';

const program = findProgram('redis-server');

/** Why tests on a real Redis are skipped here, or null. Under CI nothing may be skipped. */
export const redisIsAbsent = program === null ? 'redis-server is not installed' : null;
if (redisIsAbsent !== null && process.env.CI === 'true') throw new Error(redisIsAbsent);

export interface TestRedis {
  readonly url: string;
  /** Starts it, after the first time with nothing of before. */
  start(): Promise<void>;
  kill(): Promise<void>;
  /** It lives and says nothing, as a machine that is cut off. */
  freeze(): void;
  thaw(): void;
}

export interface TestCluster {
  readonly url: string;
  readonly nodes: readonly TestRedis[];
  kill(): Promise<void>;
}

const slots = 16_384;

/** Three masters, each with a third of the slots. Its nodes keep their view of it in a folder of their own. */
export async function startTestCluster(): Promise<TestCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'civic-redis-'));
  const nodes: (TestRedis & { readonly port: number })[] = [];
  for (const name of ['a', 'b', 'c']) {
    const directory = join(folder, name);
    await mkdir(directory);
    nodes.push(await createTestRedis(['--cluster-enabled', 'yes', '--dir', directory]));
  }
  await Promise.all(nodes.map((node) => node.start()));
  const clients = nodes.map(({ url }) => new Redis(url));
  const [first] = nodes;
  for (const [at, client] of clients.entries()) {
    const [from, to] = [at, at + 1].map((part) => Math.floor((slots * part) / clients.length));
    await client.call('CLUSTER', 'ADDSLOTSRANGE', String(from), String((to ?? 0) - 1));
    await client.call('CLUSTER', 'SET-CONFIG-EPOCH', String(at + 1));
    if (at > 0) await client.call('CLUSTER', 'MEET', '127.0.0.1', String(first?.port));
  }
  for (const client of clients) {
    while (!String(await client.call('CLUSTER', 'INFO')).includes('cluster_state:ok')) await setTimeout(50);
    client.disconnect();
  }
  return {
    url: `redis+cluster://${nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')}`,
    nodes,
    async kill() {
      await Promise.all(nodes.map((node) => node.kill()));
      await rm(folder, { recursive: true });
    },
  };
}

/** Watches over one master by the name `city`. */
export async function startTestSentinel(
  master: number,
): Promise<{ readonly port: number; kill(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'civic-sentinel-'));
  const port = await freePort();
  const config = join(folder, 'sentinel.conf');
  // It writes down there what it learns.
  await writeFile(config, `bind 127.0.0.1\nport ${port}\nsentinel monitor city 127.0.0.1 ${master} 1\n`);
  const server = spawn(program ?? '', [config, '--sentinel'], { stdio: 'ignore', cwd: folder });
  return {
    port,
    async kill() {
      server.kill('SIGKILL');
      await once(server, 'exit');
      await rm(folder, { recursive: true });
    },
  };
}

export async function createTestRedis(
  more: readonly string[] = [],
): Promise<TestRedis & { readonly port: number }> {
  const port = await freePort();
  let server: ChildProcess | undefined;
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    async start() {
      const flags = [
        '--bind',
        '127.0.0.1',
        '--port',
        String(port),
        '--save',
        '',
        '--appendonly',
        'no',
        ...more,
      ];
      server = spawn(program ?? '', flags, { stdio: ['ignore', 'pipe', 'ignore'] });
      if (!server.stdout) throw new Error('unreachable');
      for await (const line of createInterface(server.stdout)) {
        if (/ready to accept connections/i.test(line)) break;
      }
      server.stdout.resume();
    },
    async kill() {
      if (!server || server.exitCode !== null || server.signalCode !== null) return;
      server.kill('SIGKILL');
      await once(server, 'exit');
    },
    freeze: () => void server?.kill('SIGSTOP'),
    thaw: () => void server?.kill('SIGCONT'),
  };
}
