import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { bundleFolder } from './services.ts';

/** In the folder of the bundle, written last. */
export const inputsFile = 'inputs.json';

interface Inputs {
  /** Of the services. */
  readonly folders: readonly string[];
  /** Time of the last change and size, by path in the repository. */
  readonly files: Readonly<Record<string, string>>;
  /** Its own files; those of an earlier bundle may be beside them. */
  readonly outputs: readonly string[];
}

const bundler = 'tools/bundle/src';

/** What else a bundle depends on; installed packages change with the lock files only. */
async function always(repository: string): Promise<readonly string[]> {
  const sources = await readdir(join(repository, bundler)).catch(() => []);
  return [
    ...['package-lock.json', 'node_modules/.package-lock.json'],
    ...sources.filter((name) => !name.endsWith('.test.ts')).map((name) => `${bundler}/${name}`),
  ];
}

/** What a bundle was made of. */
export async function inputsOf(
  repository: string,
  folders: readonly string[],
  { inputs, outputs }: Metafile,
): Promise<Inputs> {
  const own = Object.keys(inputs).filter((path) => !path.includes('node_modules/'));
  const files = await Promise.all(
    [...own, ...(await always(repository))].map(
      async (path) => [path, await stateOf(join(repository, path))] as const,
    ),
  );
  return { folders, files: Object.fromEntries(files), outputs: Object.keys(outputs) };
}

/** Whether the bundle has these services, and nothing that it was made of has changed. */
export async function isUpToDate(repository: string, folders: readonly string[]): Promise<boolean> {
  const text = await readFile(join(repository, bundleFolder, inputsFile), 'utf8').catch(() => null);
  if (text === null) return false;
  const inputs = JSON.parse(text) as Inputs;
  if (!folders.every((folder) => inputs.folders.includes(folder))) return false;
  const same = await Promise.all(
    Object.entries(inputs.files).map(
      async ([path, state]) => (await stateOf(join(repository, path))) === state,
    ),
  );
  return same.every(Boolean);
}

async function stateOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  return found === null ? 'absent' : `${Math.floor(found.mtimeMs)} ${found.size}`;
}
