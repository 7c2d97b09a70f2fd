import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * Folders of these packages and of all that they depend on, from the root of the repository. Those of other
 * platforms are not installed, and left out.
 *
 * @throws Error for a package that is not installed
 */
export async function packageClosure(
  repository: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const found = new Set<string>();
  const add = async (name: string, from: string, isOptional: boolean): Promise<void> => {
    const folder = find(repository, name, from);
    if (folder === null && isOptional) return;
    if (folder === null) throw new Error(`${name} is not installed; run npm ci`);
    if (found.has(folder)) return;
    found.add(folder);
    const manifest = JSON.parse(await readFile(join(repository, folder, 'package.json'), 'utf8')) as Manifest;
    for (const each of Object.keys(manifest.optionalDependencies ?? {})) await add(each, folder, true);
    for (const each of Object.keys(manifest.dependencies ?? {})) {
      await add(each, folder, Object.hasOwn(manifest.optionalDependencies ?? {}, each));
    }
  };
  for (const name of names) await add(name, '', false);
  return [...found].sort();
}

/** As Node resolves it: in `node_modules` of the folder, then of those above. */
function find(repository: string, name: string, from: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder === '.' ? '' : folder, 'node_modules', name);
    if (existsSync(join(repository, candidate, 'package.json'))) return candidate;
    if (folder === '' || folder === '.') return null;
  }
}
