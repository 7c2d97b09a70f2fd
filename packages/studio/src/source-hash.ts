import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Inputs of the pages: their sources, the samples, the bundler's settings, the dependencies. */
const inputs = [
  '../../package-lock.json',
  'package.json',
  'src/build.ts',
  'src/vite.config.ts',
  'src/samples',
  'web',
];

/**
 * Hashes the sources of the pages. The lock file stands for all dependencies, transitive ones included.
 *
 * @returns `null` if the sources are absent, as in an image that ships only the build
 */
export async function sourceHash(packageFolder: string): Promise<string | null> {
  const files = (await Promise.all(inputs.map((input) => filesUnder(packageFolder, input)))).flat().sort();
  if (!files.includes('web/index.html')) {
    return null;
  }
  const hash = createHash('sha256');
  for (const file of files) {
    const content = await readFile(join(packageFolder, file));
    hash.update(`${file}\0${content.byteLength}\0`).update(content);
  }
  return hash.digest('hex').slice(0, 16);
}

/** Paths relative to `packageFolder` with `/`, so that the hash is the same on every system. */
async function filesUnder(packageFolder: string, path: string): Promise<string[]> {
  try {
    const entries = await readdir(join(packageFolder, path), { withFileTypes: true });
    const nested = entries.map((entry) =>
      entry.isDirectory() ? filesUnder(packageFolder, `${path}/${entry.name}`) : [`${path}/${entry.name}`],
    );
    return (await Promise.all(nested)).flat().filter((file) => !/\.(?:test\.ts|tsbuildinfo)$/.test(file));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOTDIR') return [path];
    if (code === 'ENOENT') return [];
    throw error;
  }
}
