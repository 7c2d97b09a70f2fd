import { createHash } from 'node:crypto';
import { access, rm } from 'node:fs/promises';
import { othersMayEnter, runningPort, sharedFolder, startCluster } from '@civic-graph/demo/database-server';
import { type AgencyRoles, ensureAgencyDatabase } from './agency-roles.ts';
import { startCommand } from './commands.ts';
import { type DatabaseName, databaseNames, type Environment, type LauncherConfig } from './config.ts';
import { type DataDirectory, dataDirectory } from './data-directory.ts';
import { LaunchError } from './launch-error.ts';
import { readSecrets, type Secrets } from './secrets.ts';

export interface AgencyUrls {
  readonly service: string;
  /** URL with the role that owns the tables; null if the user provides a database without one. */
  readonly owner: string | null;
}

export interface Databases {
  /** URLs per database, with roles that can access only this database. */
  readonly urls: Readonly<Record<DatabaseName, AgencyUrls>>;
  /** Description for the user: which server, and whether it is new. */
  readonly description: string;
  /** Settles when the embedded server has ended; never if the user provides all databases. */
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}

export interface DatabaseParts {
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
  const { given, givenOwners, secrets, areNew, data } = parts;
  const own = (name: DatabaseName): AgencyUrls | undefined =>
    given[name] === undefined ? undefined : { service: given[name], owner: givenOwners[name] ?? null };
  const [identity, payments, registry] = databaseNames.map(own);
  if (identity !== undefined && payments !== undefined && registry !== undefined) {
    const never = new Promise<void>(() => {});
    const urls = { identity, payments, registry };
    return { urls, description: 'yours', exited: never, stop: async () => {} };
  }
  const folder = await clusterFolder(data);
  if (areNew) await discardForeignCluster(folder, data);
  const logFile = data.file('logs', 'postgres.log');
  const cluster = await startCluster({ folder, password: secrets.databaseAdmin, durable: true, logFile });
  let urls: Databases['urls'];
  try {
    urls = {
      identity: identity ?? (await ensureDatabase(cluster.url, 'identity', secrets)),
      payments: payments ?? (await ensureDatabase(cluster.url, 'payments', secrets)),
      registry: registry ?? (await ensureDatabase(cluster.url, 'registry', secrets)),
    };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  const { hostname, port } = new URL(cluster.url);
  const description = `PostgreSQL on ${hostname}:${port}, ${cluster.isNew ? 'new' : 'as it was left'}`;
  return { urls, description, exited: cluster.exited, stop: cluster.stop };
}

/**
 * Returns the URL of an agency's database in a running demo, since the port differs at each start.
 *
 * @throws LaunchError if no demo runs on the data folder
 */
export async function runningDatabaseUrl(
  config: LauncherConfig,
  name: DatabaseName,
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
  const role = { name: nameOf(name), password: secrets.databases[name] };
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
    `DATA_DIR: ${data.path} has a database but no secrets.json; restore that file, or remove ${data.path} to begin anew`,
  );
}

/** @returns URLs for the service and for the owner of its tables */
async function ensureDatabase(adminUrl: string, agency: DatabaseName, secrets: Secrets): Promise<AgencyUrls> {
  const service = { name: nameOf(agency), password: secrets.databases[agency] };
  const owner = { name: `${nameOf(agency)}_owner`, password: secrets.databaseOwners[agency] };
  await ensureAgencyDatabase(adminUrl, nameOf(agency), { service, owner });
  return { service: agencyUrl(adminUrl, agency, service), owner: agencyUrl(adminUrl, agency, owner) };
}

function agencyUrl(
  server: string,
  agency: DatabaseName,
  { name: username, password }: AgencyRoles['service'],
): string {
  return Object.assign(new URL(server), { username, password, pathname: `/${nameOf(agency)}` }).href;
}

/** Name of an agency's database and of its service role. */
function nameOf(agency: DatabaseName): string {
  return `civic_${agency}`;
}
