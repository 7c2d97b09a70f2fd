import { fork } from 'node:child_process';
import { access, chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sourceHash } from './source-hash.ts';

/** The same from `src/` and from `dist/`. */
const packageFolder = fileURLToPath(new URL('..', import.meta.url));

/**
 * Builds the Studio's pages unless a build of the same sources exists.
 *
 * A build folder is named by the hash of its sources and created by one rename, so interrupted or
 * simultaneous builds do no harm.
 *
 * @returns the folder to serve, for {@link studioAssets}
 */
export async function ensureStudioBuilt(): Promise<string> {
  const builds = join(packageFolder, 'dist', 'web');
  const hash = await sourceHash(packageFolder);
  if (hash === null) {
    return onlyBuild(builds);
  }
  const folder = join(builds, hash);
  if (await exists(join(folder, 'index.html'))) {
    return folder;
  }
  await mkdir(builds, { recursive: true });
  const unfinished = await mkdtemp(join(builds, '.unfinished-'));
  try {
    await bundle(unfinished);
    // A temporary folder is private, but the files may be served by another account.
    await chmod(unfinished, 0o755);
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!(await exists(join(folder, 'index.html')))) throw error;
  }
  await removeOthers(builds, hash);
  return folder;
}

/** In a separate process: the bundler takes 900 MB for four seconds. */
function bundle(outDir: string): Promise<void> {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
  const config = join(packageFolder, 'src', 'vite.config.ts');
  const child = fork(vite, ['build', '--config', config, '--outDir', outDir, '--logLevel', 'error'], {
    cwd: packageFolder,
    // Tests set it to "test", with which React's slow and large development build would be bundled.
    env: { ...process.env, NODE_ENV: 'production' },
    execArgv: [],
    silent: true,
  });
  // A gateway may be stopped while it is built.
  const end = () => child.kill();
  process.once('exit', end);
  const output: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => output.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      process.off('exit', end);
      if (code === 0) resolve();
      else reject(new Error(`The Studio could not be built:\n${Buffer.concat(output).toString()}`));
    });
  });
}

/** Without sources, the image contains the one build made with it. */
async function onlyBuild(builds: string): Promise<string> {
  const names = await readdir(builds).catch(() => []);
  const [name] = names.filter((candidate) => !candidate.startsWith('.'));
  if (name === undefined) {
    throw new Error('The Studio is not built: run npm run build -w packages/studio where its sources are.');
  }
  return join(builds, name);
}

/** Removes builds of older sources, but no unfinished one: another gateway may be making it. */
async function removeOthers(builds: string, hash: string): Promise<void> {
  const names = await readdir(builds);
  const old = names.filter((name) => name !== hash && !name.startsWith('.'));
  await Promise.all(old.map((name) => rm(join(builds, name), { recursive: true, force: true })));
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
