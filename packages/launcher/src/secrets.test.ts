import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DataDirectory, openDataDirectory } from './data-directory.ts';
import { LaunchError } from './launch-error.ts';
import { keepSecrets, readSecrets } from './secrets.ts';

describe('the secrets of a demo', () => {
  let folder: string;
  let data: DataDirectory;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'civic-graph-secrets-'));
    data = await openDataDirectory(join(folder, 'data'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('are generated once, each a different one, and then stay the same', async () => {
    const first = await keepSecrets(data);
    const second = await keepSecrets(data);
    expect([first.areNew, second.areNew]).toEqual([true, false]);
    expect(second.secrets).toEqual(first.secrets);
    const values = JSON.stringify(first.secrets).match(/[\w-]{43}/g)!;
    expect(values).toHaveLength(19);
    expect(new Set(values).size).toBe(values.length);
  });

  it('can be read by their owner only', async () => {
    await keepSecrets(data);
    expect((await stat(data.file('secrets.json'))).mode & 0o777).toBe(0o600);
  });

  it('are refused in one line if they cannot be read', async () => {
    // A test that runs as root may read every file.
    await mkdir(data.file('secrets.json'));
    const refused = new LaunchError(
      `DATA_DIR: cannot read ${data.file('secrets.json')} (EISDIR); is it another account’s?`,
    );
    await expect(readSecrets(data)).rejects.toThrow(refused);
  });

  it('are completed if a later version needs another one', async () => {
    const { secrets } = await keepSecrets(data);
    const { cookieKey: _, ...older } = secrets;
    await writeFile(data.file('secrets.json'), JSON.stringify(older));
    const completed = await keepSecrets(data);
    expect(completed.secrets).toEqual({ ...secrets, cookieKey: expect.stringMatching(/^[\w-]{43}$/) });
    expect((await keepSecrets(data)).secrets).toEqual(completed.secrets);
  });

  it.each(['', 'not JSON', '{"citizenKey":"short"}', '[]'])(
    'are never replaced where they are damaged: %j',
    async (text) => {
      await writeFile(data.file('secrets.json'), text);
      await expect(keepSecrets(data)).rejects.toThrow(LaunchError);
      expect(await data.read('secrets.json')).toBe(text);
    },
  );
});
