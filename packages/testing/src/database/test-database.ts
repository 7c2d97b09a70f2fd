import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './free-port.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { serverPrograms } from './server-programs.ts';
import { type ServerUser, serverUser } from './server-user.ts';

export interface TestDatabase {
  /** `postgresql://…`, on the loopback interface. */
  readonly url: string;
  /** Stops the server and removes its files. */
  stop(): Promise<void>;
}

const run = promisify(execFile);

/** A throw-away PostgreSQL of the version that `npm start` runs; one for each test file. */
export async function startTestDatabase(): Promise<TestDatabase> {
  const user = await serverUser();
  const programs = await serverPrograms(user);
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-test-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  const password = randomBytes(16).toString('hex');
  try {
    await createCluster(programs, folder, password, user);
    const { server, port } = await startOnFreePort(join(programs, 'bin', 'postgres'), folder, user);
    return {
      url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
      async stop() {
        await server.stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function createCluster(
  programs: string,
  folder: string,
  password: string,
  user: ServerUser,
): Promise<void> {
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, password);
  if (user.uid !== undefined && user.gid !== undefined) {
    await chown(folder, user.uid, user.gid);
    await chown(passwordFile, user.uid, user.gid);
  }
  const flags = ['--username=postgres', '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-sync'];
  const files = [`--pgdata=${join(folder, 'data')}`, `--pwfile=${passwordFile}`];
  await run(join(programs, 'bin', 'initdb'), [...files, ...flags], { ...user, cwd: '/' });
}

/** Between the search and the start another program may take the port; then another one is tried. */
async function startOnFreePort(
  program: string,
  folder: string,
  user: ServerUser,
): Promise<{ server: ServerProcess; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];
    const flags = settings.flatMap((setting) => ['-c', setting]);
    try {
      const args = ['-D', join(folder, 'data'), '-p', String(port), ...flags];
      return { server: await startServer(program, args, user), port };
    } catch (error) {
      if (attempt === 3) throw error;
    }
  }
}
