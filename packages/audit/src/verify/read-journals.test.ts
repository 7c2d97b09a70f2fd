import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { entryText, genesisOf, nextLink } from '../format/chain.ts';
import { readJournals } from './read-journals.ts';

let data: string;
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'civic-graph-read-'));
});
afterEach(() => rm(data, { recursive: true }));

const time = '2026-11-25T08:00:00.000Z';
const ids = ['one', 'two', 'three'];

/** A journal of which only the entries from a number on are left. */
async function journal(first: number, change: (line: string) => string = (line) => line): Promise<void> {
  const folder = join(data, 'audit', 'gateway-1');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'chain'), 'v2.gateway\n');
  let link = genesisOf('v2.gateway');
  const lines = ids.map((id) => {
    const revocations = [{ kind: 'consent' as const, id }];
    const next = nextLink(link, entryText({ kind: 'note', time, event: 'revoked', revocations }));
    link = next.link;
    return `${change(next.line)}\n`;
  });
  const name = `${String(first).padStart(12, '0')}.log`;
  await writeFile(join(folder, name), lines.slice(first - 1).join(''));
}

it.each([1, 2, 3])('reads every entry from number %i on, also the first after a removal', async (first) => {
  await journal(first);
  expect(readJournals([data])).toMatchObject([
    { first, last: 3, brokenAt: null, revocations: ids.slice(first - 1).map((id) => ({ id })) },
  ]);
});

it.each([1, 2])('stops at the first entry that is unreadable, from number %i on', async (first) => {
  await journal(first, (line) => line.replace('{', '['));
  expect(readJournals([data])).toMatchObject([{ last: 0, brokenAt: first, revocations: [] }]);
});
