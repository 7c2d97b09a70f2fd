import { execFile } from 'node:child_process';
import { mkdir, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const run = promisify(execFile);

/** Like `npm install`, without a network: our packages from their archives, the others from this clone. */
export async function installOffline(into: string): Promise<void> {
  const modules = join(into, 'node_modules');
  await mkdir(join(modules, '@civic-graph'), { recursive: true });
  for (const archive of await readdir(join(into, 'vendor'))) {
    const name = archive.replace(/^civic-graph-(.*)-\d+\.\d+\.\d+\.tgz$/, '$1');
    const target = join(modules, '@civic-graph', name);
    await mkdir(target);
    await run('tar', ['-xzf', join(into, 'vendor', archive), '-C', target, '--strip-components=1']);
  }
  for (const name of await readdir(join(root, 'node_modules'))) {
    if (name === '@civic-graph' || name.startsWith('.package')) continue;
    await symlink(join(root, 'node_modules', name), join(modules, name));
  }
}
