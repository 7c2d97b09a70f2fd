import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readlink, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type NodeProcess, repository, startProgram } from '../../node-process.ts';

const run = promisify(execFile);

/** A bundle of the sources from before the last change of a database. */
export interface PreviousVersion {
  /** Abbreviated hash of its commit. */
  readonly commit: string;
  /** Starts one of its services. */
  start(service: string, env: Readonly<Record<string, string>>): NodeProcess;
  close(): Promise<void>;
}

/** What defines the tables. */
const schemas = [
  'subgraphs/payments/migrations',
  'packages/subgraph-kit/src/database/restore/guard-tables.ts',
];

/** @throws Error in a clone without history */
export async function buildPreviousVersion(service: string): Promise<PreviousVersion> {
  const git = async (...args: readonly string[]) =>
    (await run('git', [...args], { cwd: repository })).stdout.trim();
  const changed = await git('log', '-1', '--diff-filter=A', '--format=%H', '--', ...schemas);
  if (changed === '') throw new Error('this clone has no history; fetch it with: git fetch --unshallow');
  const commit = await git('rev-parse', '--short', `${changed}^`);
  const folder = join(await mkdtemp(join(tmpdir(), 'civic-graph-previous-')), 'repository');
  await git('worktree', 'add', '--detach', folder, commit);
  const close = async () => {
    await git('worktree', 'remove', '--force', folder);
    await rm(join(folder, '..'), { recursive: true, force: true });
  };
  try {
    await linkPackages(folder);
    const bundler = ['--conditions=source', '--import', 'tsx', 'tools/bundle/src/main.ts'];
    await run(process.execPath, [...bundler, `subgraphs/${service}`], { cwd: folder });
  } catch (error) {
    await close();
    throw error;
  }
  return {
    commit,
    start: (name, env) =>
      startProgram(
        `${name} of ${commit}`,
        [process.execPath, join(folder, `bundle/${name}.js`)],
        env,
        folder,
      ),
    close,
  };
}

/** Our installed packages, but the workspaces of that version. */
async function linkPackages(folder: string): Promise<void> {
  const modules = join(folder, 'node_modules');
  await mkdir(join(modules, '@civic-graph'), { recursive: true });
  for (const name of await readdir(join(repository, 'node_modules'))) {
    if (name !== '@civic-graph') await symlink(join(repository, 'node_modules', name), join(modules, name));
  }
  const own = join(repository, 'node_modules', '@civic-graph');
  for (const name of await readdir(own)) {
    const place = resolve(own, await readlink(join(own, name)));
    await symlink(join(folder, place.slice(resolve(repository).length)), join(modules, '@civic-graph', name));
  }
  for (const parent of ['subgraphs', 'packages']) {
    for (const name of await readdir(join(folder, parent))) {
      const nested = join(repository, parent, name, 'node_modules');
      if (existsSync(nested)) await symlink(nested, join(folder, parent, name, 'node_modules'));
    }
  }
}
