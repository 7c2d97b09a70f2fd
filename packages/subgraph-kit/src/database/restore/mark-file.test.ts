import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readMark, writeMark } from './mark-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'civic-graph-mark-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('replicas that have the same process id in their containers can share the folder', async () => {
  const at = new Date().toISOString();
  const write = (number: number) =>
    writeMark(folder, 'sample', { epoch: 1, number, token: crypto.randomUUID(), at, sequences: {} });
  await Promise.all(Array.from({ length: 20 }, (_, number) => write(number)));
  expect(await readMark(folder, 'sample')).toMatchObject({ at });
  expect(await readdir(folder)).toEqual(['sample.json']);
});
