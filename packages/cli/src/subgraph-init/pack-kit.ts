import { execFile } from 'node:child_process';
import { access, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { CommandError } from '../command-error.ts';

const repository = fileURLToPath(new URL('../../../../', import.meta.url));
const scope = '@civic-graph/';
const run = promisify(execFile);

const packageFile = z.object({
  name: z.string(),
  version: z.string(),
  dependencies: z.record(z.string(), z.string()).default({}),
});
const packed = z.tuple([z.object({ filename: z.string() })]);

/**
 * Names the kit and the packages that it needs.
 *
 * @throws CommandError if one is not built
 */
export async function builtKit(): Promise<readonly string[]> {
  const names = await withDependencies('subgraph-kit');
  for (const name of names) {
    await access(join(repository, 'packages', name, 'dist', 'index.js')).catch(() => {
      throw new CommandError(`packages/${name} is not built; run npm run build in ${repository}`);
    });
  }
  return names;
}

/**
 * Packs packages as npm would publish them.
 *
 * @returns dependencies for a `package.json` beside `vendor/`: `file:vendor/…`, by name
 */
export async function packKit(
  folder: string,
  names: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const vendor = join(folder, 'vendor');
  await mkdir(vendor, { recursive: true });
  const entries = await Promise.all(
    names.map(async (name) => [`${scope}${name}`, `file:vendor/${await pack(name, vendor)}`] as const),
  );
  return Object.fromEntries(entries);
}

async function withDependencies(name: string, known = new Set<string>()): Promise<string[]> {
  if (known.has(name)) return [];
  known.add(name);
  const text = await readFile(join(repository, 'packages', name, 'package.json'), 'utf8');
  const { dependencies } = packageFile.parse(JSON.parse(text));
  const own = Object.keys(dependencies).filter((each) => each.startsWith(scope));
  for (const each of own) await withDependencies(each.slice(scope.length), known);
  return [...known];
}

async function pack(name: string, vendor: string): Promise<string> {
  const folder = join(repository, 'packages', name);
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', vendor], {
    cwd: folder,
  });
  return packed.parse(JSON.parse(stdout))[0].filename;
}
