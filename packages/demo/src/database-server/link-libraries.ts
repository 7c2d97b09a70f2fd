import { readFile, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/** Paths from the root of the package. */
interface Link {
  readonly source: string;
  readonly target: string;
}

/**
 * Makes the symbolic links to the libraries of PostgreSQL. A registry's packages contain none, so the package
 * makes them when it is installed; with npm's `ignore-scripts` it does not, and no program would start.
 *
 * @param folder `native` of the package; must be writable if links are missing
 */
export async function linkLibraries(folder: string): Promise<void> {
  const root = dirname(folder);
  const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as Link[]) {
    await symlink(relative(dirname(target), source), join(root, target)).catch((error) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}
