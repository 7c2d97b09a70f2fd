import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { createCluster } from './create-cluster.ts';
import { freePort } from './free-port.ts';
import { stopLeftoverServer } from './leftover-server.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { serverPrograms } from './server-programs.ts';
import { serverUser } from './server-user.ts';

export interface ClusterOptions {
  /** Folder of the cluster, accessible to the server's account and used by no other process. */
  readonly folder: string;
  /** Password of the superuser `postgres`, set when the cluster is created. */
  readonly password: string;
  /** Whether committed data survives a power failure. False only for temporary clusters. */
  readonly durable: boolean;
  /** File for the server's log; absent discards it. */
  readonly logFile?: string;
  /** Folder of another PostgreSQL's `initdb` and `postgres`. Default is the embedded one. */
  readonly programs?: string;
}

export interface Cluster {
  /** `postgresql://postgres:…@127.0.0.1:port/postgres` */
  readonly url: string;
  /** Whether this call created the cluster. */
  readonly isNew: boolean;
  /** Settles when the server has ended. */
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}

/** Starts a PostgreSQL on a free loopback port; creates the cluster if it is missing. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { folder, password, durable, logFile } = options;
  const user = await serverUser();
  const programs = options.programs ?? join(await serverPrograms(user), 'bin');
  const data = join(folder, 'data');
  const isNew = !(await exists(data));
  if (isNew) await createCluster({ programs, folder, password, durable, user });
  else await stopLeftoverServer(data);

  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200'];
  if (!durable) settings.push('fsync=off');
  const flags = settings.flatMap((setting) => ['-c', setting]);
  const { server, port } = await onFreePort((candidate) => {
    const args = ['-D', data, '-p', String(candidate), ...flags];
    return startServer(join(programs, 'postgres'), args, user, logFile);
  });
  const url = `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
  return { url, isNew, exited: server.exited, stop: server.stop };
}

/** Another program may take the port before the start; then another port is tried. */
async function onFreePort(
  start: (port: number) => Promise<ServerProcess>,
): Promise<{ server: ServerProcess; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    try {
      return { server: await start(port), port };
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
