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
  /** URL with the role that owns the tables; null if the user provides a database without one. */
  readonly owner: string | null;
}

export interface Databases {
  /** URLs by folder of the subgraph, with roles that can access only this database. */
  readonly urls: Readonly<Record<string, AgencyUrls>>;
  /** Description for the user: which server, and whether it is new. */
  readonly description: string;
  /** Settles when the embedded server has ended; never if the user provides all databases. */
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}

export interface DatabaseParts {
  /** Folders of subgraphs with a database. */
  readonly names: readonly string[];
  /** Databases that the user provides. */
  readonly given: LauncherConfig['databaseUrls'];
  /** The same databases, with the roles that own the tables. */
  readonly givenOwners: LauncherConfig['databaseOwnerUrls'];
  readonly secrets: Secrets;
  /** Whether the secrets were just created, so no existing database can use them. */
  readonly areNew: boolean;
  readonly data: DataDirectory;
}

/** Returns the databases that the user provides; the others are on an embedded server. */
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
 * Returns the URL of an agency's database in a running demo, because the port differs at each start.
 *
 * @throws LaunchError if no demo runs on the data folder
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
 * Returns the folder of the cluster. PostgreSQL does not run as root, and its account may not enter root's
 * home: then a shared system folder is used, named by the data folder's path.
 */
async function clusterFolder(data: DataDirectory): Promise<string> {
  if (process.getuid?.() !== 0 || (await othersMayEnter(data.path))) return data.file('postgres');
  const name = createHash('sha256').update(data.path).digest('hex').slice(0, 16);
  return `${await sharedFolder()}/${name}`;
}

/**
 * Handles a cluster older than the secrets, which cannot open it. In a system folder it belonged to a data
 * folder since removed, and is deleted; in the data folder the user must decide.
 */
async function discardForeignCluster(folder: string, data: DataDirectory): Promise<void> {
  if (folder !== data.file('postgres')) return rm(folder, { recursive: true, force: true });
  const isThere = await access(folder).then(
    () => true,
    () => false,
  );
  if (!isThere) return;
  throw new LaunchError(
    `DATA_DIR: ${data.path} has a database but no secrets.json; restore that file, or remove ${data.path} to start afresh`,
  );
}

/** @returns URLs for the service and for the owner of its tables */
async function ensureDatabase(adminUrl: string, agency: string, secrets: Secrets): Promise<AgencyUrls> {
  const service = { name: nameOf(agency), password: secretOf(secrets.databases, agency) };
  const owner = { name: `${nameOf(agency)}_owner`, password: secretOf(secrets.databaseOwners, agency) };
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

/** Name of an agency's database and of its service role. */
function nameOf(agency: string): string {
  return `civic_${agency.replaceAll('-', '_')}`;
}
