import { createHash } from 'node:crypto';
import { access, rm } from 'node:fs/promises';
import { othersMayEnter, runningPort, sharedFolder, startCluster } from '@civic-graph/demo/database-server';
import { type AgencyRoles, ensureAgencyDatabase } from './agency-roles.ts';
import { startCommand } from './commands.ts';
import type { Environment, LauncherConfig } from './config.ts';
import { type DataDirectory, dataDirectory } from './data-directory.ts';
import { LaunchError } from './launch-error.ts';
import { readSecrets, type Secrets, secretOf } from './secrets.ts';

export interface AgencyUrls {
  readonly service: string;
  /** With the role that owns the tables; null where the user gave a database of their own and no such URL. */
  readonly owner: string | null;
}

export interface Databases {
  /** For each subgraph that keeps records, with roles that can see nothing else. */
  readonly urls: Readonly<Record<string, AgencyUrls>>;
  /** For the user: what it is, and whether it was there before. */
  readonly description: string;
  /** Settles when a server of our own is gone, asked for or not; never where it is the user's. */
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}

export interface DatabaseParts {
  /** Subgraphs that keep records. */
  readonly names: readonly string[];
  /** Databases of the user's own. */
  readonly given: LauncherConfig['databaseUrls'];
  /** The same, for the owners of their tables. */
  readonly givenOwners: LauncherConfig['databaseOwnerUrls'];
  readonly secrets: Secrets;
  /** Whether the secrets are older than any database can be. */
  readonly areNew: boolean;
  readonly data: DataDirectory;
}

/**
 * The databases that the user has given, or a server of our own with one for each subgraph that keeps
 * records.
 */
export async function startDatabases(parts: DatabaseParts): Promise<Databases> {
  const { names, given, givenOwners, secrets, areNew, data } = parts;
  const urls: Record<string, AgencyUrls> = {};
  for (const name of names) {
    const service = given[name];
    if (service !== undefined) urls[name] = { service, owner: givenOwners[name] ?? null };
  }
  const embedded = names.filter((name) => urls[name] === undefined);
  if (embedded.length === 0) {
    const never = new Promise<void>(() => {});
    return { urls, description: 'yours', exited: never, stop: async () => {} };
  }
  const folder = await clusterFolder(data);
  if (areNew) await discardForeignCluster(folder, data);
  const logFile = data.file('logs', 'postgres.log');
  const cluster = await startCluster({ folder, password: secrets.databaseAdmin, durable: true, logFile });
  try {
    for (const name of embedded) urls[name] = await ensureDatabase(cluster.url, name, secrets);
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  const { hostname, port } = new URL(cluster.url);
  const description = `PostgreSQL on ${hostname}:${port}, ${cluster.isNew ? 'new' : 'as it was left'}`;
  return { urls, description, exited: cluster.exited, stop: cluster.stop };
}

/**
 * Where an agency's database is while the demo runs: the port is another one at each start.
 *
 * @throws LaunchError where no demo runs on the data folder
 */
export async function runningDatabaseUrl(
  config: LauncherConfig,
  name: string,
  env: Environment = {},
): Promise<string> {
  const given = config.databaseUrls[name];
  if (given !== undefined) return given;
  const data = dataDirectory(config.dataDirectory);
  const secrets = await readSecrets(data);
  const port = secrets && (await runningPort(await clusterFolder(data)));
  if (!secrets || port === null) {
    throw new LaunchError(`DATA_DIR: no demo runs on ${data.path}; start it with: ${startCommand(env)}`);
  }
  const role = { name: nameOf(name), password: secretOf(secrets.databases, name) };
  return agencyUrl(`postgresql://127.0.0.1:${port}`, name, role);
}

/**
 * PostgreSQL does not run as root, and its account may not pass through a home that only root may enter: then
 * the cluster lies in a folder of the system that is found again by the path of the data folder.
 */
async function clusterFolder(data: DataDirectory): Promise<string> {
  if (process.getuid?.() !== 0 || (await othersMayEnter(data.path))) return data.file('postgres');
  const name = createHash('sha256').update(data.path).digest('hex').slice(0, 16);
  return `${await sharedFolder()}/${name}`;
}

/**
 * A cluster that is older than the secrets cannot be opened with them. In a folder of the system it was left
 * by a data folder that the user has removed since, and goes after it; in the data folder itself only the
 * user knows what has happened.
 */
async function discardForeignCluster(folder: string, data: DataDirectory): Promise<void> {
  if (folder !== data.file('postgres')) return rm(folder, { recursive: true, force: true });
  const isThere = await access(folder).then(
    () => true,
    () => false,
  );
  if (!isThere) return;
  throw new LaunchError(
    `DATA_DIR: ${data.path} has a database but no secrets.json; restore that file, or remove ${data.path} to begin anew`,
  );
}

/** @returns how the service and the owner of its tables reach it */
async function ensureDatabase(adminUrl: string, agency: string, secrets: Secrets): Promise<AgencyUrls> {
  const service = { name: nameOf(agency), password: secretOf(secrets.databases, agency) };
  const owner = {
    name: `${nameOf(agency)}_owner`,
    password: secretOf(secrets.databaseOwners, agency),
  };
  await ensureAgencyDatabase(adminUrl, nameOf(agency), { service, owner });
  return { service: agencyUrl(adminUrl, agency, service), owner: agencyUrl(adminUrl, agency, owner) };
}

function agencyUrl(
  server: string,
  agency: string,
  { name: username, password }: AgencyRoles['service'],
): string {
  return Object.assign(new URL(server), { username, password, pathname: `/${nameOf(agency)}` }).href;
}

/** Of the database and of its service's role. */
function nameOf(agency: string): string {
  return `civic_${agency.replaceAll('-', '_')}`;
}
