import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sourceHash } from './source-hash.ts';

let workspace: string;
let folder: string;

beforeEach(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'studio-sources-'));
  folder = join(workspace, 'packages', 'studio');
  await mkdir(join(folder, 'web'), { recursive: true });
  await writeFile(join(workspace, 'package-lock.json'), '{}');
  await writeFile(join(folder, 'package.json'), '{}');
  await writeFile(join(folder, 'web', 'index.html'), '<p>');
});

afterEach(() => rm(workspace, { recursive: true, force: true }));

it('is the same for the same sources', async () => {
  expect(await sourceHash(folder)).toBe(await sourceHash(folder));
});

it.each(['web/index.html', 'web/header/header.tsx', 'package.json', '../../package-lock.json'])(
  'changes with %s',
  async (file) => {
    const before = await sourceHash(folder);
    await mkdir(join(folder, 'web', 'header'));
    await writeFile(join(folder, file), 'other');
    expect(await sourceHash(folder)).not.toBe(before);
  },
);

it('depends on file boundaries', async () => {
  await writeFile(join(folder, 'web', 'a'), 'xy');
  await writeFile(join(folder, 'web', 'b'), 'z');
  const before = await sourceHash(folder);
  await writeFile(join(folder, 'web', 'a'), 'x');
  await writeFile(join(folder, 'web', 'b'), 'yz');
  expect(await sourceHash(folder)).not.toBe(before);
});

it('ignores tests and compiler state', async () => {
  const before = await sourceHash(folder);
  await writeFile(join(folder, 'web', 'page.test.ts'), '');
  await writeFile(join(folder, 'web', 'tsconfig.tsbuildinfo'), '');
  expect(await sourceHash(folder)).toBe(before);
});

it('is null if the sources are not shipped', async () => {
  await rm(join(folder, 'web'), { recursive: true });
  expect(await sourceHash(folder)).toBeNull();
});
