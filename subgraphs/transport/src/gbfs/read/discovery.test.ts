import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { files2, place3 } from '../../../test/rental-files.ts';
import { SystemSource } from '../system-source.ts';
import { readDiscovery } from './discovery.ts';

describe('a list of files', () => {
  const list = (url: string) => ({ feeds: [{ name: 'system_information', url }] });

  it.each([
    'http://10.0.0.1/system_information.json',
    'http://bikes.example/system_information.json',
    'https://bikes.example.evil/system_information.json',
    'file:///etc/passwd',
    'system_information.json',
  ])('on a server cannot name %s', (url) => {
    expect(() => readDiscovery(list(url), place3)).toThrow('another origin');
  });

  it('in a folder names files there, and URLs', async () => {
    expect(() => readDiscovery(list('../secret.json'), 'bikes/gbfs.json')).toThrow(
      'nor a name in its folder',
    );
    expect(
      readDiscovery(list('https://any.example/i.json'), 'bikes/gbfs.json').get('system_information'),
    ).toBe('https://any.example/i.json');
    const folder = await mkdtemp(join(tmpdir(), 'civic-graph-gbfs-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    for (const [place, content] of Object.entries(files2())) {
      const local = JSON.stringify(content).replaceAll('https://old.example/en/', '');
      await writeFile(join(folder, place.split('/').at(-1) ?? ''), local);
    }
    const local = new SystemSource(join(folder, 'gbfs.json'), 1, () => new Date('2026-11-28T12:00:10Z'));
    expect(await local.read()).toBe(true);
    expect(local.system?.stations).toHaveLength(1);
  });
});
