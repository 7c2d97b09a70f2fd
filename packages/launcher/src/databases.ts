import { createHash } from 'node:crypto';
import { access, rm } from 'node:fs/promises';
import { othersMayEnter, runningPort, sharedFolder, startCluster } from '@civic-graph/database-server';
import pg from 'pg';
import { startCommand } from './commands.ts';
import { type DatabaseName, databaseNames, type Environment, type LauncherConfig } from './config.ts';
import { type DataDirectory, dataDirectory } from './data-directory.ts';
import { LaunchError } from './launch-error.ts';
import { readSecrets, type Secrets } from './secrets.ts';

export interface Databases {
  /** For each subgraph that keeps records, with a role that can see nothing else. */
  readonly urls: Readonly<Record<DatabaseName, string>>;
  /** For the user: what it is, and whether it was there before. */
  readonly description: string;
  /** Settles when a server of our own is gone, asked for or not; never where it is the user's. */
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}

export interface DatabaseParts {
  /** Databases of the user's own. */
  readonly given: LauncherConfig['databaseUrls'];
  readonly secrets: Secrets;
  /** Whether the secrets are older than any database can be. */
  readonly areNew: boolean;
  readonly data: DataDirectory;
}

/** The databases that the user has given, or a server of our own with one for each subgraph that keeps records. */
export async function startDatabases({ given, secrets, areNew, data }: DatabaseParts): Promise<Databases> {
  const { identity, payments } = given;
  if (identity !== undefined && payments !== undefined) {
    const never = new Promise<void>(() => {});
    return { urls: { identity, payments }, description: 'yours', exited: never, stop: async () => {} };
  }
  const folder = await clusterFolder(data);
  if (areNew) await discardForeignCluster(folder, data);
  const logFile = data.file('logs', 'postgres.log');
  const cluster = await startCluster({ folder, password: secrets.databaseAdmin, durable: true, logFile });
  const urls = { identity: '', payments: '' };
  try {
    for (const name of databaseNames) {
      urls[name] = given[name] ?? (await ensureDatabase(cluster.url, name, secrets.databases[name]));
    }
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
  return agencyUrl(`postgresql://127.0.0.1:${port}`, name, secrets.databases[name]);
}

/**
 * PostgreSQL does not run as root, and its account may not pass through a home that only root may enter: then the
 * cluster lies in a folder of the system that is found again by the path of the data folder.
 */
async function clusterFolder(data: DataDirectory): Promise<string> {
  if (process.getuid?.() !== 0 || (await othersMayEnter(data.path))) return data.file('postgres');
  const name = createHash('sha256').update(data.path).digest('hex').slice(0, 16);
  return `${await sharedFolder()}/${name}`;
}

/**
 * A cluster that is older than the secrets cannot be opened with them. In a folder of the system it was left by a
 * data folder that the user has removed since, and goes after it; in the data folder itself only the user knows
 * what has happened.
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

/** A database and a role of its own, made where they are missing. An agency's data is its own, here too. */
async function ensureDatabase(adminUrl: string, agency: DatabaseName, password: string): Promise<string> {
  const name = nameOf(agency);
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const [role, secret] = [pg.escapeIdentifier(name), pg.escapeLiteral(password)];
    const roles = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [name]);
    await client.query(`${roles.rowCount === 0 ? 'CREATE' : 'ALTER'} ROLE ${role} LOGIN PASSWORD ${secret}`);
    const databases = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (databases.rowCount === 0) await client.query(`CREATE DATABASE ${role} OWNER ${role}`);
    await client.query(`REVOKE CONNECT ON DATABASE ${role} FROM PUBLIC`);
  } finally {
    await client.end();
  }
  return agencyUrl(adminUrl, agency, password);
}

function agencyUrl(server: string, agency: DatabaseName, password: string): string {
  const name = nameOf(agency);
  return Object.assign(new URL(server), { username: name, password, pathname: `/${name}` }).href;
}

/** Of the database and of its role. */
function nameOf(agency: DatabaseName): string {
  return `civic_${agency}`;
}
