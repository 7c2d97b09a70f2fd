import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { bundle } from '../bundle.ts';
import { allServices, bundledFile, bundleFolder } from '../services.ts';
import { neededPackages, packageOf } from './needed-packages.ts';
import { packageClosure } from './package-closure.ts';

/** Beside a service, for its operator. */
const commands = 'packages/cli';
/** Folders of a service that are no part of what runs. */
const sources = new Set(['src', 'test', 'dist', 'node_modules']);

export interface LaidImage {
  /** Folders of all packages whose code is in the image, from the root of the repository. */
  readonly packages: readonly string[];
}

/**
 * Lays out the files of a service's image: its bundle and its data files, the operator's command line, and
 * the few packages that stay outside the bundle. No sources, no tools to build, no database.
 *
 * @param to an empty or absent folder
 */
export async function layImage(repository: string, service: string, to: string): Promise<LaidImage> {
  const into = join(to, bundleFolder);
  const metafile = await bundle(repository, [service, commands], { withSourceMaps: true, into });
  const copy = async (path: string) => {
    await mkdir(dirname(join(to, path)), { recursive: true });
    await cp(join(repository, path), join(to, path), { recursive: true, dereference: true });
  };
  for (const path of await dataFiles(repository, service)) await copy(path);
  const { whole, files, bundled } = await neededPackages(repository, metafile);
  const closure = await packageClosure(repository, whole);
  for (const folder of closure) await copyPackage(repository, folder, to);
  for (const file of files) {
    await copy(`node_modules/${file}`);
    for (const beside of ['package.json', 'LICENSE']) {
      const path = `node_modules/${packageOf(file)}/${beside}`;
      if (existsSync(join(repository, path))) await copy(path);
    }
  }
  await writeFile(join(to, 'package.json'), `${JSON.stringify({ private: true, type: 'module' })}\n`);
  await symlink(bundledFile(basename(service)), join(to, 'service.js'));
  await writeFile(join(to, 'civic'), `#!/bin/sh\nexec node ${bundlePath} "$@"\n`);
  await chmod(join(to, 'civic'), 0o755);
  return { packages: [...new Set([...bundled, ...closure])].sort() };
}

const bundlePath = `/app/${bundledFile('civic')}`;

/** Schemas, migrations and assets; migrations of all, because the command line runs them. */
async function dataFiles(repository: string, service: string): Promise<readonly string[]> {
  const own = (await readdir(join(repository, service))).filter(
    (name) =>
      !sources.has(name) && !/^(?:package|tsconfig).*|\.tsbuildinfo$|\.test\.graphql$|^README/.test(name),
  );
  const ofOthers = (await allServices(repository))
    .filter((folder) => folder.startsWith('subgraphs/'))
    .flatMap((folder) => [`${folder}/manifest.json`, `${folder}/migrations`]);
  const ofGateway = service === 'gateway' ? ['supergraph.graphql', 'packages/studio/dist/web'] : [];
  const named = [...own.map((name) => `${service}/${name}`), ...ofOthers, ...ofGateway, 'LICENSE'];
  return [...new Set(named)].filter((path) => existsSync(join(repository, path)));
}

/** A package without sources of C++, types and maps, which no service opens. */
async function copyPackage(repository: string, folder: string, to: string): Promise<void> {
  const from = join(repository, folder);
  await mkdir(dirname(join(to, folder)), { recursive: true });
  await cp(from, join(to, folder), {
    recursive: true,
    dereference: true,
    filter: (path) => !unused.test(path.slice(from.length)),
  });
}

const unused = /\/node_modules$|\.(?:d\.[cm]?ts|[cm]?ts|map|cc|cpp|h|hpp|gyp|md)$/;
