import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { externalPackages } from '../bundle.ts';

export interface NeededPackages {
  /** Stay outside the bundle, so the image has them whole, with what they depend on. */
  readonly whole: readonly string[];
  /** Single files of packages, which the sources open: a font or a script for browsers. */
  readonly files: readonly string[];
  /** Folders of packages whose code is in the bundle. */
  readonly bundled: readonly string[];
}

/** What a bundle needs in `node_modules`, and what it has of it. */
export async function neededPackages(
  repository: string,
  { inputs, outputs }: Metafile,
): Promise<NeededPackages> {
  const whole = Object.values(outputs)
    .flatMap(({ imports }) => imports)
    .filter(({ external }) => external === true)
    // Others are optional parts of packages, and not installed.
    .flatMap(({ path }) => externalPackages.find((name) => name === packageOf(path)) ?? []);
  const own = Object.keys(inputs).filter((path) => /\.ts$/.test(path) && !path.includes('node_modules/'));
  const texts = await Promise.all(own.map((path) => readFile(join(repository, path), 'utf8')));
  // Named by a string only, so that the bundler does not see them.
  const asked = texts.flatMap((text) => [
    ...[...text.matchAll(/\brequire\.resolve\('([^']+)'\)/g)].map(([, path = '']) => path),
    ...[...text.matchAll(/createRequire\(import\.meta\.url\)\('([^']+)'\)/g)].map(([, path = '']) => path),
  ]);
  const isFile = (path: string) => path !== packageOf(path) && /\.\w+$/.test(path);
  const bundled = Object.keys(inputs).flatMap((path) => folderOf(path) ?? []);
  return {
    whole: sorted([...whole, ...asked.filter((path) => !isFile(path)).map(packageOf)]),
    files: sorted(asked.filter(isFile)),
    bundled: sorted(bundled),
  };
}

/** `@scope/name` of `@scope/name/file.js`. */
export function packageOf(path: string): string {
  return path.split('/', path.startsWith('@') ? 2 : 1).join('/');
}

/** Folder of the package that a file is in; a plug-in puts its namespace before the path. */
function folderOf(path: string): string | undefined {
  if (path.startsWith('unused:')) return undefined;
  return /^(?:[\w-]+:)?(?:\/.*?(?=node_modules\/))?(.*node_modules\/(?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
