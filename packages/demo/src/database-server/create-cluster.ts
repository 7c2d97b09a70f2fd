import { execFile } from 'node:child_process';
import { chown, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ServerUser } from './server-user.ts';

const run = promisify(execFile);

export interface NewCluster {
  readonly programs: string;
  readonly folder: string;
  readonly password: string;
  readonly durable: boolean;
  readonly user: ServerUser;
}

/** Creates `data` in the folder; the final rename makes it atomic. */
export async function createCluster({
  programs,
  folder,
  password,
  durable,
  user,
}: NewCluster): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await removeUnfinished(folder);
  const unfinished = await mkdtemp(join(folder, unfinishedPrefix));
  const passwordFile = `${unfinished}.password`;
  try {
    await writeFile(passwordFile, password, { mode: 0o600 });
    await giveTo(user, folder, unfinished, passwordFile);
    const files = [`--pgdata=${unfinished}`, `--pwfile=${passwordFile}`];
    const flags = ['--username=postgres', '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C'];
    await run(join(programs, 'initdb'), [...files, ...flags, ...(durable ? [] : ['--no-sync'])], {
      ...user,
      cwd: '/',
    });
    await rename(unfinished, join(folder, 'data'));
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  } finally {
    await rm(passwordFile, { force: true });
  }
}

const unfinishedPrefix = 'unfinished-';

/** Removes remains of interrupted starts. */
async function removeUnfinished(folder: string): Promise<void> {
  const left = (await readdir(folder)).filter((name) => name.startsWith(unfinishedPrefix));
  await Promise.all(left.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}

async function giveTo({ uid, gid }: ServerUser, ...paths: readonly string[]): Promise<void> {
  if (uid === undefined || gid === undefined) return;
  await Promise.all(paths.map((path) => chown(path, uid, gid)));
}
