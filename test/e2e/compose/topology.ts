import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '@civic-graph/demo/database-server';
import { ensureAgencyDatabase } from '@civic-graph/launcher';
import { startTestServer } from '@civic-graph/testing';
import { smallFeed, zipOf } from '../../../subgraphs/transport/test/small-feed.ts';
import {
  type ComposedService,
  gatewaysOf,
  productionEnvironment,
  readComposition,
  repository,
} from './compose-file.ts';
import { type ProductionProcess, runBuild } from './run-build.ts';

const run = promisify(execFile);

/** The services of the compose file as local processes: other addresses, the same builds and variables. */
export interface Topology {
  readonly gateways: readonly ProductionProcess[];
  readonly subgraphs: ReadonlyMap<string, ProductionProcess>;
  /** Working directory of all of them, with what the volumes hold. */
  readonly folder: string;
  /** The environment of a service. */
  environment(name: string): Readonly<Record<string, string>>;
  /** What the service `audit` runs, with its environment. */
  readonly audit: { readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> };
  /** @returns how each process ended */
  stop(): Promise<(number | string)[]>;
}

export interface TopologyOptions {
  /** Variables of the compose file. */
  readonly settings?: Readonly<Record<string, string>>;
  /** More variables of the identity service's process. */
  readonly identity?: Readonly<Record<string, string>>;
}

export async function startTopology(
  compose: readonly string[],
  { settings, identity }: TopologyOptions = {},
): Promise<Topology> {
  const undo: (() => Promise<unknown>)[] = [];
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-compose-'));
  undo.push(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o755);
  await mkdir(join(folder, 'data'));
  await writeFile(join(folder, 'small.zip'), zipOf(smallFeed));
  await build(join(folder, 'supergraph.graphql'));

  const database = await startTestServer();
  undo.push(database.stop);
  const addresses = new Map([['postgres:5432', `127.0.0.1:${new URL(database.url).port}`]]);
  for (const address of [
    'gateway:4000',
    'identity:4001',
    'transport:4002',
    'payments:4003',
    'statistics:4004',
    'registry:4005',
    'redis:6379',
  ]) {
    addresses.set(address, `127.0.0.1:${await freePort()}`);
  }
  const required = await productionEnvironment({
    // A host name, because browsers do not allow passkeys at an IP address.
    ISSUER_URL: `http://${addresses.get('identity:4001')?.replace('127.0.0.1', 'localhost')}`,
    TOKEN_AUDIENCE: 'https://graph.city.example',
    TRANSPORT_FEEDS: folder,
    TRANSPORT_FEED: 'small.zip',
    TRANSPORT_REGION: '330100',
    STATISTICS_DATASETS: `${repository}subgraphs/statistics/datasets`,
    STATISTICS_AGENCIES: 'statistics,transport,education',
  });
  const env = { ...required, ...settings };
  await createDatabases(database.url, env);
  undo.push(await startRedis(addresses.get('redis:6379') ?? '', env.REDIS_PASSWORD ?? ''));

  const { audit, ...services } = (await readComposition(compose, { ...env, COMPOSE_PROFILES: 'audit' }))
    .services;
  const addressOf = new Map([...addresses, ['gateway-1:4000', addresses.get('gateway:4000') ?? '']]);
  const subgraphs = new Map<string, ProductionProcess>();
  const environments = new Map<string, Record<string, string>>();
  const gateways: ProductionProcess[] = [];
  for (const [name, service] of Object.entries(services)) {
    if (service.build === undefined) continue;
    const own = name === 'identity' ? identity : {};
    const environment = { ...(await onThisMachine(name, service, addressOf, folder)), ...own };
    const running = runBuild(service.build.args.SERVICE, environment, folder);
    environments.set(name, environment);
    if (gatewaysOf(services).includes(name)) gateways.push(running);
    else subgraphs.set(name, running);
  }
  const processes = [...gateways, ...subgraphs.values()];
  const topology: Topology = {
    folder,
    gateways,
    subgraphs,
    environment: (name) => environments.get(name) ?? {},
    audit: {
      args: audit?.command?.slice(1).map((word) => onThisDisk(word, audit.volumes)) ?? [],
      env: audit === undefined ? {} : localVariables(audit, addressOf),
    },
    async stop() {
      const endings = await Promise.all(processes.map((running) => running.end()));
      for (const step of undo.toReversed()) await step();
      return endings;
    },
  };
  try {
    await Promise.all(processes.map((running) => running.ready(running.url)));
    return topology;
  } catch (error) {
    await topology.stop();
    throw error;
  }
}

/** As in the Dockerfile; `test/e2e/build.ts` builds the services themselves. */
async function build(supergraph: string): Promise<void> {
  await run('npm', ['run', '--silent', 'supergraph', '--', supergraph], { cwd: repository });
}

/** Its variables, with local addresses for the services' names, and local paths for mounted folders. */
async function onThisMachine(
  name: string,
  service: ComposedService,
  addresses: ReadonlyMap<string, string>,
  folder: string,
): Promise<Record<string, string>> {
  const variables = localVariables(service, addresses);
  const port = addresses.get(`${name}:${variables.PORT}`)?.split(':')[1] ?? String(await freePort());
  const own = name.startsWith('gateway') ? { ADMIN_PORT: String(await freePort()) } : {};
  const data = service.volumes?.find(({ target }) => target === '/data')?.source ?? 'data';
  return { ...variables, ...own, PORT: port, HOST: '127.0.0.1', DATA_DIR: join(folder, data) };
}

function localVariables(
  { environment, volumes }: ComposedService,
  addresses: ReadonlyMap<string, string>,
): Record<string, string> {
  const replaced = Object.entries(environment ?? {}).map(([variable, value]) => {
    let text = value ?? '';
    for (const [inside, here] of addresses) text = text.replace(inside, here);
    return [variable, onThisDisk(text, volumes)];
  });
  return Object.fromEntries(replaced);
}

/** A path as the working directory has it. */
function onThisDisk(path: string, volumes: ComposedService['volumes']): string {
  const volume = volumes?.find(({ target }) => path.startsWith(target));
  return volume === undefined ? path : path.replace(volume.target, volume.source);
}

/** The work of deploy/postgres/databases.sh, which needs psql. */
async function createDatabases(adminUrl: string, env: Readonly<Record<string, string>>): Promise<void> {
  for (const agency of ['IDENTITY', 'PAYMENTS', 'REGISTRY']) {
    const name = `civic_${agency.toLowerCase()}`;
    await ensureAgencyDatabase(adminUrl, name, {
      service: { name, password: env[`DATABASE_PASSWORD_${agency}`] ?? '' },
      owner: { name: `${name}_owner`, password: env[`DATABASE_OWNER_PASSWORD_${agency}`] ?? '' },
    });
  }
}

async function startRedis(address: string, password: string): Promise<() => Promise<unknown>> {
  const port = address.split(':')[1] ?? '';
  const flags = [
    '--bind',
    '127.0.0.1',
    '--port',
    port,
    '--requirepass',
    password,
    '--save',
    '',
    '--appendonly',
    'no',
  ];
  const server = spawn('redis-server', flags, { stdio: ['ignore', 'pipe', 'ignore'] });
  await once(server, 'spawn');
  server.stdout.resume();
  return async () => {
    server.kill('SIGTERM');
    await once(server, 'exit');
  };
}
