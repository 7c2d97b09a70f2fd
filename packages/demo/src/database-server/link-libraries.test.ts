import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { linkLibraries } from './link-libraries.ts';

async function installedPackage(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'civic-graph-package-'));
  onTestFinished(() => rm(root, { recursive: true }));
  const native = join(root, 'native');
  await mkdir(join(native, 'lib'), { recursive: true });
  await writeFile(join(native, 'lib/libpq.so.5.18'), 'library');
  return native;
}

it('makes the links that npm leaves out with ignore-scripts, and keeps those that exist', async () => {
  const native = await installedPackage();
  const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
  await writeFile(join(native, 'pg-symlinks.json'), JSON.stringify(links));
  await linkLibraries(native);
  await linkLibraries(native);
  expect(await readFile(join(native, 'lib/libpq.so.5'), 'utf8')).toBe('library');
});

it('has nothing to do for a package without a list', async () => {
  await expect(linkLibraries(await installedPackage())).resolves.toBeUndefined();
});
