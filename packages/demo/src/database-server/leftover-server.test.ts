import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stopLeftoverServer } from './leftover-server.ts';

describe('a stale postmaster.pid', () => {
  let folder: string;
  const pidFile = () => join(folder, 'postmaster.pid');
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'civic-graph-leftover-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it.each([
    ['no process', 2 ** 22 + 1],
    ['another program by now', process.pid],
    ['another program of the system', 1],
  ])('is removed, and nobody is signalled: %s', async (_what, pid) => {
    await writeFile(pidFile(), `${pid}\n${folder}\n`);
    expect(await stopLeftoverServer(folder)).toBe(false);
    await expect(readFile(pidFile())).rejects.toThrow('ENOENT');
  });

  it('may be absent', async () => {
    expect(await stopLeftoverServer(folder)).toBe(false);
  });
});
