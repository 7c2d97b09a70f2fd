import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, serverUser } from '@civic-graph/demo/database-server';
import { eventually, systemPostgres } from '@civic-graph/testing';
import pg from 'pg';
import { findProgram } from '../../find-program.ts';
import { type NodeProcess, startProgram } from '../../node-process.ts';

/** Two PostgreSQL under Patroni with etcd, behind HAProxy, as docs/how-to/operate/scale.md describes. */
export interface PatroniCluster {
  /** Of the leader, through HAProxy. */
  readonly url: string;
  /** Kills the leader's Patroni and every process of its PostgreSQL. @returns its name */
  killLeader(): Promise<string>;
  /** Name of the present leader; null if there is none. */
  leader(): Promise<string | null>;
  close(): Promise<void>;
}

interface Node {
  readonly name: string;
  readonly data: string;
  readonly rest: number;
  readonly postgres: number;
  process: NodeProcess;
}

const programs = ['patroni', 'etcd', 'haproxy'];
const password = 'a-throw-away-cluster';
const database = 'civic_payments';

/** @throws Error that names the missing Debian packages */
export async function startPatroniCluster(): Promise<PatroniCluster> {
  const missing = programs.filter((name) => findProgram(name) === null);
  if (missing.length > 0 || systemPostgres === null) {
    throw new Error(
      `${missing.join(', ') || 'PostgreSQL'} is not installed: apt-get install postgresql patroni etcd-server python3-etcd haproxy`,
    );
  }
  const user = await serverUser();
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-patroni-'));
  await chmod(folder, 0o755);
  const own = async (path: string) => {
    await mkdir(path, { mode: 0o700 });
    if (user.uid !== undefined && user.gid !== undefined) await chown(path, user.uid, user.gid);
    return path;
  };
  // PostgreSQL refuses to run as root.
  const asServer = user.uid === undefined ? [] : ['runuser', '-u', 'postgres', '--'];
  const run = (name: string, command: readonly string[]) => startProgram(name, command, {}, '/');
  const started: NodeProcess[] = [];
  const [client, peer, front] = [await freePort(), await freePort(), await freePort()];
  started.push(run('etcd', [findProgram('etcd') ?? '', ...etcdFlags(join(folder, 'etcd'), client, peer)]));
  const nodes: Node[] = [];
  for (const name of ['one', 'two']) {
    const node = { name, data: join(await own(join(folder, name)), 'data') };
    const ports = { rest: await freePort(), postgres: await freePort() };
    const file = join(folder, `${name}.json`);
    // Patroni reads YAML, of which JSON is a part.
    await writeFile(file, JSON.stringify(settings({ ...node, ...ports }, client, systemPostgres), null, 1));
    const process = run(`patroni ${name}`, [...asServer, findProgram('patroni') ?? '', file]);
    nodes.push({ ...node, ...ports, process });
    // The first becomes the leader, and the second its copy.
    await eventually(async () => expectStatus(ports.rest, '/readiness'), { withinMs: 60_000, everyMs: 200 });
  }
  const balancer = join(folder, 'haproxy.cfg');
  await writeFile(balancer, balancerOf(nodes, front));
  started.push(run('haproxy', [findProgram('haproxy') ?? '', '-db', '-f', balancer]));
  const urlOf = (name: string) => `postgresql://postgres:${password}@127.0.0.1:${front}/${name}`;
  await eventually(() => query(urlOf('postgres'), `CREATE DATABASE ${database}`), { everyMs: 200 });
  // Without it, a commit could be acknowledged before the second server has it.
  await eventually(() => expectSynchronous(urlOf('postgres')), { withinMs: 60_000, everyMs: 200 });
  const leader = async () => {
    for (const { name, rest } of nodes) {
      if (await isStatus(rest, '/primary')) return name;
    }
    return null;
  };
  return {
    url: urlOf(database),
    leader,
    async killLeader() {
      const name = await leader();
      const node = nodes.find((each) => each.name === name);
      if (node === undefined) throw new Error('there is no leader');
      const pid = Number((await readFile(join(node.data, 'postmaster.pid'), 'utf8')).split('\n')[0]);
      const ended = node.process.end('SIGKILL');
      process.kill(pid, 'SIGKILL');
      // `runuser` is the parent of Patroni, which would restart PostgreSQL.
      await killGroup(node.data, folder);
      await ended;
      return node.name;
    },
    async close() {
      for (const { process } of nodes) await process.end('SIGTERM');
      for (const each of started) await each.end('SIGTERM');
      await killGroup(folder, folder);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function etcdFlags(data: string, client: number, peer: number): readonly string[] {
  const [clients, peers] = [`http://127.0.0.1:${client}`, `http://127.0.0.1:${peer}`];
  return [
    ...['--name', 'one', '--data-dir', data, '--log-level', 'error'],
    ...['--listen-client-urls', clients, '--advertise-client-urls', clients],
    ...['--listen-peer-urls', peers, '--initial-advertise-peer-urls', peers],
    ...['--initial-cluster', `one=${peers}`],
  ];
}

function settings(
  node: Pick<Node, 'name' | 'data' | 'rest' | 'postgres'>,
  etcd: number,
  binaries: string,
): object {
  const [rest, postgres] = [`127.0.0.1:${node.rest}`, `127.0.0.1:${node.postgres}`];
  return {
    scope: 'civic',
    name: node.name,
    restapi: { listen: rest, connect_address: rest },
    etcd3: { host: `127.0.0.1:${etcd}` },
    bootstrap: {
      dcs: {
        ...{ ttl: 20, loop_wait: 2, retry_timeout: 3, synchronous_mode: true },
        postgresql: { use_pg_rewind: true, parameters: { max_connections: 100 } },
      },
      initdb: [{ encoding: 'UTF8' }, { locale: 'C' }, 'data-checksums'],
    },
    postgresql: {
      ...{ listen: postgres, connect_address: postgres, data_dir: node.data, bin_dir: binaries },
      authentication: {
        superuser: { username: 'postgres', password },
        replication: { username: 'replicator', password },
      },
      pg_hba: ['host all all 127.0.0.1/32 scram-sha-256', 'host replication all 127.0.0.1/32 scram-sha-256'],
      parameters: { unix_socket_directories: '', password_encryption: 'scram-sha-256' },
    },
  };
}

/** Sends everybody to the server that Patroni calls the leader, and cuts connections to a former one. */
function balancerOf(nodes: readonly Pick<Node, 'name' | 'rest' | 'postgres'>[], front: number): string {
  const servers = nodes.map(
    ({ name, rest, postgres }) =>
      `  server ${name} 127.0.0.1:${postgres} check port ${rest} on-marked-down shutdown-sessions`,
  );
  return `defaults
  mode tcp
  timeout connect 1s
  timeout client 1h
  timeout server 1h
listen leader
  bind 127.0.0.1:${front}
  option httpchk OPTIONS /primary
  http-check expect status 200
  default-server inter 1s fall 2 rise 1
${servers.join('\n')}
`;
}

async function isStatus(port: number, path: string): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(2_000) }).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function expectStatus(port: number, path: string): Promise<void> {
  if (!(await isStatus(port, path))) throw new Error(`${path} is not yet 200`);
}

async function query(url: string, text: string): Promise<readonly object[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

async function expectSynchronous(url: string): Promise<void> {
  const rows = await query(url, "SELECT FROM pg_stat_replication WHERE sync_state = 'sync'");
  if (rows.length === 0) throw new Error('the second server is not synchronous yet');
}

/** Kills what runs on files of the folder: our own processes only. */
async function killGroup(path: string, folder: string): Promise<void> {
  if (!path.startsWith(folder) || !folder.includes('civic-graph-patroni-')) return;
  const { readdir } = await import('node:fs/promises');
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    const isOurs = command.includes(path) || command.includes(path.replace(/\/data$/, '.json'));
    if (!isOurs || Number(pid) === process.pid) continue;
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}
