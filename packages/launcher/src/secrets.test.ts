import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DataDirectory, openDataDirectory } from './data-directory.ts';
import { LaunchError } from './launch-error.ts';
import { keepSecrets, readSecrets, secretOf } from './secrets.ts';

const names = {
  subgraphs: ['identity', 'transport', 'payments', 'statistics', 'platform'],
  databases: ['identity', 'payments', 'registry'],
};

describe('the secrets of a demo', () => {
  let folder: string;
  let data: DataDirectory;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'civic-graph-secrets-'));
    data = await openDataDirectory(join(folder, 'data'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('are generated once, each a different one, and then stay the same', async () => {
    const first = await keepSecrets(data, names);
    const second = await keepSecrets(data, names);
    expect([first.areNew, second.areNew]).toEqual([true, false]);
    expect(second.secrets).toEqual(first.secrets);
    const values = JSON.stringify(first.secrets).match(/[\w-]{43}/g)!;
    expect(values).toHaveLength(19);
    expect(new Set(values).size).toBe(values.length);
  });

  it('can be read by their owner only', async () => {
    await keepSecrets(data, names);
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
    const { secrets } = await keepSecrets(data, names);
    const { cookieKey: _, ...older } = secrets;
    await writeFile(data.file('secrets.json'), JSON.stringify(older));
    const completed = await keepSecrets(data, names);
    expect(completed.secrets).toEqual({ ...secrets, cookieKey: expect.stringMatching(/^[\w-]{43}$/) });
    expect((await keepSecrets(data, names)).secrets).toEqual(completed.secrets);
  });

  it('keep those stored before names came from manifests', async () => {
    const value = (character: string) => character.repeat(43);
    const stored = {
      subgraphs: {
        ...{ identity: value('a'), transport: value('b'), payments: value('c'), statistics: value('d') },
        platform: value('e'),
      },
      ...{ citizenKey: value('f'), addressee: value('g'), cookieKey: value('h'), pairwiseSalt: value('i') },
      ...{ gatewaySigning: value('j'), registrySigning: value('k'), registrySeal: value('l') },
      databaseAdmin: value('m'),
      databases: { identity: value('n'), payments: value('o'), registry: value('p') },
      databaseOwners: { identity: value('q'), payments: value('r'), registry: value('s') },
    };
    await writeFile(data.file('secrets.json'), JSON.stringify(stored));
    expect(await keepSecrets(data, names)).toEqual({ secrets: stored, areNew: false });
    expect(JSON.parse((await data.read('secrets.json'))!)).toEqual(stored);
  });

  it('grow with a subgraph that joins, and keep those of one that has left', async () => {
    const { secrets } = await keepSecrets(data, names);
    const { secrets: grown } = await keepSecrets(data, {
      subgraphs: ['libraries'],
      databases: ['libraries'],
    });
    const own = expect.stringMatching(/^[\w-]{43}$/);
    expect(grown.subgraphs).toEqual({ ...secrets.subgraphs, libraries: own });
    expect(grown.databases).toEqual({ ...secrets.databases, libraries: own });
    expect(secretOf(grown.subgraphs, 'libraries')).toBe(grown.subgraphs.libraries);
    expect(() => secretOf(secrets.subgraphs, 'libraries')).toThrow(LaunchError);
  });

  it.each(['', 'not JSON', '{"citizenKey":"short"}', '[]'])(
    'are never replaced if they are damaged: %j',
    async (text) => {
      await writeFile(data.file('secrets.json'), text);
      await expect(keepSecrets(data, names)).rejects.toThrow(LaunchError);
      expect(await data.read('secrets.json')).toBe(text);
    },
  );
});
