import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Folder of the bundle in the repository; programs and their shared parts are side by side in it. */
export const bundleFolder = 'bundle';

/** Folder of the command line, of which images contain the operator's part: the program `civic`. */
const operatorCommands = 'packages/cli';

/** File of a program of a bundle, from the root of the repository. */
export function bundledFile(program: string): string {
  return `${bundleFolder}/${program}.js`;
}

/** Folders of all services in the repository, and of its example apps. */
export async function allServices(repository: string): Promise<readonly string[]> {
  const inside = async (parent: string) =>
    (await readdir(join(repository, parent)).catch(() => [])).map((name) => `${parent}/${name}`);
  return [
    ...['gateway', ...(await inside('subgraphs')), ...(await inside('examples'))],
    ...[operatorCommands],
  ].filter((folder) => existsSync(join(repository, folder, 'package.json')));
}

/**
 * Programs of a service, by file name in the bundle without `.js`: the service under the name of its folder,
 * its migrations as `migrate-NAME`, and what it starts by `siblingProgram`.
 *
 * @param folder in the repository, such as `subgraphs/identity`
 * @returns absolute paths of sources
 * @throws Error if the folder has no service
 */
export async function programsOf(repository: string, folder: string): Promise<Record<string, string>> {
  const name = basename(folder);
  const sources = join(repository, folder, 'src');
  if (folder === operatorCommands) return { civic: join(sources, 'operator.ts') };
  const main = ['main.ts', 'index.ts'].map((file) => join(sources, file)).find(existsSync);
  if (main === undefined || !existsSync(join(repository, folder, 'package.json'))) {
    throw new Error(`${folder} has no service: name a folder such as gateway or subgraphs/identity`);
  }
  const migrations = join(sources, 'migrate.ts');
  return {
    [name]: main,
    ...(existsSync(migrations) && { [`migrate-${name}`]: migrations }),
    ...(await siblingPrograms(sources)),
  };
}

async function siblingPrograms(sources: string): Promise<Record<string, string>> {
  const files = (await readdir(sources, { recursive: true })).filter((file) => /(?<!\.test)\.ts$/.test(file));
  const found = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(sources, file), 'utf8');
      return [...text.matchAll(/\bsiblingProgram\('([\w-]+)'/g)].map(
        ([, program = '']) => [program, join(sources, dirname(file), `${program}.ts`)] as const,
      );
    }),
  );
  return Object.fromEntries(found.flat());
}
