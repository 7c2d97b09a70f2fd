import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, chown, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './free-port.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { serverPrograms } from './server-programs.ts';
import { type ServerUser, serverUser } from './server-user.ts';

const run = promisify(execFile);

export interface ClusterOptions {
  /** Folder of the cluster; it must be one that the server's account may enter. */
  readonly folder: string;
  /** Password of the superuser `postgres`; it is set when the cluster is made. */
  readonly password: string;
  /** Whether what is committed survives a power cut. Only throw-away clusters go without. */
  readonly durable: boolean;
}

export interface Cluster {
  /** `postgresql://postgres:…@127.0.0.1:port/postgres` */
  readonly url: string;
  /** Whether the cluster was made by this call. */
  readonly isNew: boolean;
  stop(): Promise<void>;
}

/** Starts a PostgreSQL on a free port of the loopback interface; makes the cluster where there is none. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { folder, password, durable } = options;
  const user = await serverUser();
  const programs = join(await serverPrograms(user), 'bin');
  const data = join(folder, 'data');
  const isNew = !(await exists(join(data, 'PG_VERSION')));
  if (isNew) await createCluster(programs, folder, options, user);
  else await stopLeftover(programs, data, user);
  const { server, port } = await startOnFreePort(join(programs, 'postgres'), data, durable, user);
  return {
    url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
    isNew,
    stop: () => server.stop(),
  };
}

async function createCluster(
  programs: string,
  folder: string,
  { password, durable }: ClusterOptions,
  user: ServerUser,
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const passwordFile = join(folder, `password-${randomBytes(4).toString('hex')}`);
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined) {
    await chown(folder, user.uid, user.gid);
    await chown(passwordFile, user.uid, user.gid);
  }
  // A cluster whose making was broken off has no PG_VERSION yet, or is not whole: begin anew.
  await rm(join(folder, 'data'), { recursive: true, force: true });
  const flags = ['--username=postgres', '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C'];
  const files = [`--pgdata=${join(folder, 'data')}`, `--pwfile=${passwordFile}`];
  try {
    await run(join(programs, 'initdb'), [...files, ...flags, ...(durable ? [] : ['--no-sync'])], {
      ...user,
      cwd: '/',
    });
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** A server whose starter was killed may still be ending, or live on. Two on one cluster must not be. */
async function stopLeftover(programs: string, data: string, user: ServerUser): Promise<void> {
  if (!(await exists(join(data, 'postmaster.pid')))) return;
  // It fails where the pid file is all that is left; the server clears that up itself.
  await run(join(programs, 'pg_ctl'), ['stop', '-D', data, '-m', 'fast', '-w'], { ...user, cwd: '/' }).catch(
    () => {},
  );
}

/** Between the search and the start another program may take the port; then another one is tried. */
async function startOnFreePort(
  program: string,
  data: string,
  durable: boolean,
  user: ServerUser,
): Promise<{ server: ServerProcess; port: number }> {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200'];
  if (!durable) settings.push('fsync=off');
  const flags = settings.flatMap((setting) => ['-c', setting]);
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    try {
      return { server: await startServer(program, ['-D', data, '-p', String(port), ...flags], user), port };
    } catch (error) {
      if (attempt === 3) throw error;
    }
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
