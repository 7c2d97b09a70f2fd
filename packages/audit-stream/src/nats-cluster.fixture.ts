import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@civic-graph/testing';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';

/** Servers with JetStream, on loopback. */
export interface NatsCluster {
  /** Of all servers. */
  readonly urls: readonly string[];
  /** Kills a server without warning, like a machine that fails. */
  kill(server: number): Promise<void>;
  start(server: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts servers of Debian's `nats-server`; resolves once they have a leader. */
export async function startNatsCluster(size = 3): Promise<NatsCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-nats-'));
  const ports: { readonly client: number; readonly cluster: number }[] = [];
  for (let at = 0; at < size; at += 1) ports.push({ client: await freePort(), cluster: await freePort() });
  const routes = ports.map(({ cluster }) => `nats://127.0.0.1:${cluster}`).join(', ');
  const running: (ChildProcess | null)[] = ports.map(() => null);
  for (const [at, { client, cluster }] of ports.entries()) {
    await writeFile(
      join(folder, `${at}.conf`),
      `server_name: n${at}
listen: "127.0.0.1:${client}"
jetstream { store_dir: "${join(folder, String(at))}" }
authorization { user: audit, password: s3cret }
${size === 1 ? '' : `cluster { name: civic, listen: "127.0.0.1:${cluster}", routes: [${routes}] }`}
`,
    );
  }
  const urls = ports.map(({ client }) => `nats://audit:s3cret@127.0.0.1:${client}`);
  const start = async (at: number) => {
    const server = spawn('nats-server', ['-c', join(folder, `${at}.conf`)], { stdio: 'ignore' });
    await once(server, 'spawn');
    running[at] = server;
  };
  const kill = async (at: number) => {
    const server = running[at];
    running[at] = null;
    if (!server) return;
    server.kill('SIGKILL');
    await once(server, 'exit');
  };
  for (const at of ports.keys()) await start(at);
  const stop = async () => {
    for (const at of ports.keys()) await kill(at);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(ports.map(({ client }) => `127.0.0.1:${client}`));
  } catch (error) {
    await stop();
    throw error;
  }
  return { urls, kill, start, stop };
}

/** Servers on a busy machine take a minute to elect a leader. */
const patienceMs = 90_000;

async function untilReady(servers: readonly string[]): Promise<void> {
  const begin = performance.now();
  for (;;) {
    try {
      const connection = await connect({
        servers: [...servers],
        user: 'audit',
        pass: 's3cret',
        timeout: 1_000,
      });
      try {
        const manager = await jetstreamManager(connection, { timeout: 1_000 });
        // Succeeds only once all servers form a cluster.
        await manager.streams.add({ name: 'READY', subjects: ['ready'], num_replicas: servers.length });
        await manager.streams.delete('READY');
        return;
      } finally {
        await connection.close();
      }
    } catch (error) {
      if (performance.now() - begin > patienceMs) throw error;
      await sleep(250);
    }
  }
}
