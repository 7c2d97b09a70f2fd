import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { localDisk } from '../files/disk.ts';
import { createJournalFolder, type JournalFolder, openJournalFolder } from '../files/journal-folder.ts';
import { accessEntry } from './access-entry.fixture.ts';
import { Journal, journalLimits } from './journal.ts';
import { lastLink } from './last-link.ts';
import { createRetention, type Retention } from './retention.ts';

let path: string;
let folder: JournalFolder;
let journal: Journal;
let acknowledged: number;
let retention: Retention;
let sealed: number;
beforeEach(async () => {
  path = join(mkdtempSync(join(tmpdir(), 'civic-retention-')), 'gateway');
  await createJournalFolder(path, 'v2.gateway');
  folder = openJournalFolder(path)!;
  journal = new Journal({ folder, limits: { ...journalLimits, segmentBytes: 500 } });
  acknowledged = 0;
  sealed = 0;
  retention = retentionOf(3);
  for (let at = 0; at < 10; at += 1) await journal.append([accessEntry(`request-${at}`)]);
});
afterEach(async () => {
  await journal.close();
  rmSync(join(path, '..'), { recursive: true });
});

function retentionOf(keptSegments: number): Retention {
  return createRetention({
    folder,
    disk: localDisk,
    journal,
    checkpoints: {
      async seal({ count }) {
        sealed = count;
      },
    },
    receipts: { acknowledged: () => acknowledged },
    clock: () => new Date(0),
    keptSegments,
  });
}

async function fillUp(): Promise<void> {
  for (let at = 0; at < 1_000; at += 1) await journal.append([accessEntry(`request-${at}`)]);
}

const firsts = () => folder.segments().map(({ first }) => first);
const notes = () => [...folder.lines()].filter((line) => line.includes('"event":"pruned"'));

test('a segment is removed only after the identity service has signed for the note about it', async () => {
  const [first, second] = firsts();
  await retention.step();
  // Not even announced, because none of it was acknowledged.
  expect(notes()).toEqual([]);
  acknowledged = second! - 1;
  await retention.step();
  expect(notes()).toHaveLength(1);
  expect(sealed).toBe(journal.link.count);
  acknowledged = journal.link.count - 1;
  await retention.step();
  expect(firsts()[0]).toBe(first);
  acknowledged = journal.link.count;
  await retention.step();
  expect(firsts()[0]).toBe(second);
});

test('nothing is removed below the retention limit', async () => {
  for (let step = 0; step < 30; step += 1) {
    acknowledged = journal.link.count;
    await retention.step();
  }
  // The notes themselves may start a segment or two.
  expect(firsts().length).toBeLessThanOrEqual(4);
  expect(firsts().length).toBeGreaterThanOrEqual(3);
});

test('a segment that was changed at its end is not removed', async () => {
  acknowledged = journal.link.count;
  const { file } = folder.segments()[0]!;
  writeFileSync(file, `${readFileSync(file, 'utf8').split('\n')[0]!.replace(/^1 /, '7 ')}\n`);
  await expect(retention.step()).rejects.toThrow('does not end before');
  expect(notes()).toEqual([]);
});

test.each(['without a restart', 'after a restart'])(
  'a journal that was full prunes and writes again, %s',
  async (when) => {
    const options = {
      folder,
      limits: { ...journalLimits, segmentBytes: 500 },
      hasRoom: () => folder.segments().length < 6,
    };
    await journal.close();
    journal = new Journal(options);
    await expect(fillUp()).rejects.toThrow('the journal is full');
    expect(folder.segments()).toHaveLength(6);
    if (when === 'after a restart') {
      await journal.close();
      journal = new Journal(options);
    }
    retention = retentionOf(4);
    // The identity service is back and signs for everything.
    for (let step = 0; step < 30; step += 1) {
      acknowledged = journal.link.count;
      await retention.step();
    }
    expect(folder.segments().length).toBeLessThanOrEqual(5);
    await journal.append([accessEntry('request-1000')]);
    expect([...folder.lines()].at(-1)).toContain('request-1000');
  },
);

test('a full journal takes one note and no record until a segment is removed', async () => {
  await journal.close();
  journal = new Journal({
    folder,
    limits: { ...journalLimits, segmentBytes: 1 },
    hasRoom: () => folder.segments().length < 20,
  });
  retention = retentionOf(3);
  await expect(fillUp()).rejects.toThrow('the journal is full');
  acknowledged = journal.link.count;
  for (let step = 0; step < 5; step += 1) await retention.step();
  expect(notes()).toHaveLength(1);
  await expect(journal.append([accessEntry('request-1000')])).rejects.toThrow('the journal is full');
  expect(folder.segments()).toHaveLength(21);
});

test('the last link of a segment is that of its last whole line', () => {
  const { file } = folder.segments()[0]!;
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const [count, head] = lines.at(-1)!.split(' ');
  expect(lastLink(file)).toEqual({ count: Number(count), head });
  appendFileSync(file, `9 half ${'x'.repeat(200_000)}`);
  expect(lastLink(file)).toEqual({ count: Number(count), head });
  writeFileSync(file, 'no line at all');
  expect(lastLink(file)).toBeNull();
  writeFileSync(file, `12 ${'h'.repeat(43)} ${'y'.repeat(300_000)}\n`);
  expect(lastLink(file)).toEqual({ count: 12, head: 'h'.repeat(43) });
});
