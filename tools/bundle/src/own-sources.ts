import { readFile, realpath } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Plugin } from 'esbuild';

type Exports = Readonly<Record<string, { readonly source?: string }>>;

/**
 * Takes workspaces from their sources. The condition `source` cannot be set for all packages, because some
 * publish TypeScript under it that does not compile.
 */
export function ownSources(repository: string, outdir: string): Plugin {
  return {
    name: 'own-sources',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^@civic-graph\// }, async ({ path }) => ({
        path: await sourceOf(repository, path),
      }));
      onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        if (path.includes('/node_modules/')) return null;
        return { contents: located(await readFile(path, 'utf8'), relative(outdir, path)), loader: 'ts' };
      });
    },
  };
}

async function sourceOf(repository: string, specifier: string): Promise<string> {
  const [, name = '', subpath = ''] = /^(@[^/]+\/[^/]+)(.*)$/.exec(specifier) ?? [];
  const folder = await realpath(join(repository, 'node_modules', name));
  const { exports } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    readonly exports: Exports;
  };
  const source = exports[`.${subpath}`]?.source ?? exports[`.${dirname(subpath)}/*`]?.source;
  if (source === undefined) throw new Error(`${specifier}: package.json exports no source of that name`);
  return join(folder, source.replace('*', specifier.slice(specifier.lastIndexOf('/') + 1)));
}

/**
 * Returns a source that finds from the bundle what it finds from its own folder. Programs of the bundle are
 * beside it, and required packages become a part of it.
 *
 * @param path of the source, from the folder of the bundle
 */
function located(text: string, path: string): string {
  return text
    .replaceAll('const require = createRequire(import.meta.url);', '')
    .replaceAll('createRequire(import.meta.url)', 'require')
    .replaceAll(
      /(?<!\bsiblingProgram\('[\w-]+', )\bimport\.meta\.url\b/g,
      () => `new URL(${JSON.stringify(path)}, import.meta.url).href`,
    );
}
