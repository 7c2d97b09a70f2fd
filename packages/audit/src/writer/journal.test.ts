import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as endOfIteration } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createJournalFolder, openJournalFolder } from '../files/journal-folder.ts';
import { readEntry } from '../format/entry.ts';
import { accessEntry } from './access-entry.fixture.ts';
import { Journal, journalLimits } from './journal.ts';
import { type JournalFile, openJournalFile } from './journal-file.ts';

let path: string;
beforeEach(async () => {
  path = join(mkdtempSync(join(tmpdir(), 'civic-journal-')), 'gateway');
  await createJournalFolder(path, 'gateway');
});
afterEach(() => rmSync(join(path, '..'), { recursive: true }));

const folder = () => openJournalFolder(path)!;
const requestIds = () => [...folder().lines()].map((line) => entryOf(line)).map(idOf);
const noSpace = () => Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });

test('entries that become ready in the same event loop iteration are one write', async () => {
  let writes = 0;
  const journal = new Journal({ folder: folder(), openFile: counting(() => (writes += 1)) });
  await Promise.all(Array.from({ length: 500 }, (_, at) => journal.append([accessEntry(`r${at}`)])));
  expect(requestIds()).toEqual(Array.from({ length: 500 }, (_, at) => `r${at}`));
  expect(writes).toBe(1);
  // Callers served together return together.
  const appendTwice = async (caller: number) => {
    for (const time of [1, 2]) await journal.append([accessEntry(`c${caller}, ${time}`)]);
  };
  await Promise.all([1, 2, 3].map(appendTwice));
  expect(writes).toBe(3);
  await journal.close();
});

describe('while more entries are in progress', () => {
  const turns = async (count: number) => {
    for (let turn = 0; turn < count; turn += 1) await endOfIteration();
  };
  let isMoreComing: boolean;
  let writes: number;
  let journal: Journal;
  beforeEach(() => {
    isMoreComing = true;
    writes = 0;
    const openFile = counting(() => (writes += 1));
    journal = new Journal({ folder: folder(), openFile, isMoreComing: () => isMoreComing });
  });
  afterEach(() => journal.close());

  test('entries of the next iterations join the same write', async () => {
    const all: Promise<void>[] = [];
    for (let turn = 0; turn < 10; turn += 1) {
      all.push(journal.append([accessEntry(`r${turn}`)]));
      await turns(2);
    }
    await Promise.all(all);
    expect(requestIds()).toEqual(Array.from({ length: 10 }, (_, at) => `r${at}`));
    expect(writes).toBe(1);
  });

  test('slow entries are not awaited', async () => {
    const first = journal.append([accessEntry('first')]);
    await first;
    expect(writes).toBe(1);
    await journal.append([accessEntry('second')]);
    expect(writes).toBe(2);
  });

  test('the first entry is not delayed by long iterations', async () => {
    let isDurable = false;
    const all = [journal.append([accessEntry('first')]).then(() => (isDurable = true))];
    // Fewer than a full batch.
    for (let turn = 0; turn < 60 && !isDurable; turn += 1) {
      all.push(journal.append([accessEntry(`r${turn}`)]).then(() => true));
      const busyUntil = performance.now() + 10;
      while (performance.now() < busyUntil);
      await turns(1);
    }
    expect(isDurable).toBe(true);
    await Promise.all(all);
  });

  test('a full batch is written immediately', async () => {
    const all: Promise<void>[] = [];
    // Far more than one write takes, with an entry in every iteration.
    for (let turn = 0; turn < 1_000; turn += 1) {
      all.push(journal.append([accessEntry(`r${turn}`)]));
      await turns(1);
    }
    await Promise.all(all);
    expect(requestIds()).toHaveLength(1_000);
    expect(writes).toBeGreaterThan(1);
  });

  test('nothing is awaited once the last entry is ready', async () => {
    isMoreComing = false;
    const first = journal.append([accessEntry('first')]);
    await turns(2);
    const second = journal.append([accessEntry('second')]);
    await Promise.all([first, second]);
    expect(writes).toBe(2);
  });
});

test('entries that come while the disk is busy are written next, in one batch', async () => {
  const writes: number[] = [];
  let released = () => {};
  const openFile = async (file: string) => {
    const real = await openJournalFile(file);
    return {
      ...real,
      append: async (bytes: Buffer) => {
        await real.append(bytes);
        writes.push(requestIds().length);
        await new Promise<void>((resolve) => (released = resolve));
      },
    };
  };
  const journal = new Journal({ folder: folder(), openFile });
  const alone = journal.append([accessEntry('alone')]);
  await expect.poll(() => writes.length).toBe(1);
  const two = [journal.append([accessEntry('one')]), journal.append([accessEntry('two')])];
  released();
  await alone;
  await expect.poll(() => writes.length).toBe(2);
  released();
  await Promise.all(two);
  expect(writes).toEqual([1, 3]);
  await journal.close();
});

test('continues after a restart where it stopped', async () => {
  for (const id of ['a', 'b', 'c']) {
    const journal = new Journal({ folder: folder() });
    await journal.append([accessEntry(id)]);
    await journal.close();
  }
  expect(requestIds()).toEqual(['a', 'b', 'c']);
});

test('a partial line is cut off, and the journal reports it', async () => {
  await once(accessEntry('a'));
  appendFileSync(folder().segments()[0]!.file, '2 half a li');
  await once(accessEntry('b'));
  expect(requestIds()).toEqual(['a', 'torn-tail 11', 'b']);
});

test('a journal that was changed is not continued', async () => {
  await once(accessEntry('a'), accessEntry('b'));
  const { file } = folder().segments()[0]!;
  writeFileSync(file, readFileSync(file, 'utf8').replace('"requestId":"a"', '"requestId":"x"'));
  expect(() => new Journal({ folder: folder() })).toThrow('entry 1 is altered');
});

test('a full disk refuses, and partial lines are removed', async () => {
  let full = false;
  const openFile = async (file: string) => {
    const real = await openJournalFile(file);
    return {
      ...real,
      append: async (bytes: Buffer) => {
        await real.append(full ? bytes.subarray(0, 20) : bytes);
        if (full) throw noSpace();
      },
    };
  };
  const journal = new Journal({ folder: folder(), openFile });
  await journal.append([accessEntry('a')]);
  full = true;
  await expect(journal.append([accessEntry('b')])).rejects.toThrow('ENOSPC');
  await expect(journal.append([accessEntry('c')])).rejects.toThrow('ENOSPC');
  full = false;
  await journal.ensureWritable();
  await journal.append([accessEntry('d')]);
  expect(requestIds()).toEqual(['a', 'd']);
  await journal.close();
});

test('nobody waits for a disk that hangs longer than the bound', async () => {
  let release = () => {};
  const hanging = new Promise<void>((resolve) => (release = resolve));
  const openFile = async (file: string) => ({ ...(await openJournalFile(file)), append: () => hanging });
  const journal = new Journal({ folder: folder(), openFile, limits: { ...journalLimits, maxWaitMs: 20 } });
  await expect(journal.append([accessEntry('a')])).rejects.toThrow('the disk does not answer');
  await expect(journal.append([accessEntry('b')])).rejects.toThrow('the disk does not keep up');
  release();
  await journal.close();
});

test('a process that did not respond for longer than the bound does not take the disk for stuck', async () => {
  // The disk answers during the block, so the event loop learns of it one iteration later.
  const openFile = async (path: string) => ({
    async append(bytes: Buffer) {
      appendFileSync(path, bytes);
      const end = performance.now() + 200;
      while (performance.now() < end);
      await endOfIteration();
    },
    truncate: async () => {},
    probe: async () => {},
    close: async () => {},
  });
  const journal = new Journal({ folder: folder(), openFile, limits: { ...journalLimits, maxWaitMs: 40 } });
  await journal.append([accessEntry('a')]);
  expect(requestIds()).toEqual(['a']);
  await journal.close();
});

test('a note waits for a slow disk and does not count as lost', async () => {
  let release = () => {};
  const slow = new Promise<void>((resolve) => (release = resolve));
  const openFile = async (path: string) => {
    const file = await openJournalFile(path);
    return { ...file, append: (bytes: Buffer) => slow.then(() => file.append(bytes)) };
  };
  const journal = new Journal({ folder: folder(), openFile, limits: { ...journalLimits, maxWaitMs: 20 } });
  const noted = journal.appendNote(accessEntry('note'));
  await expect(journal.append([accessEntry('a')])).rejects.toThrow('the disk does not answer');
  release();
  await noted;
  expect(requestIds()).toContain('note');
  await journal.close();
});

test('entries beyond the queue’s limit are refused immediately', async () => {
  const journal = new Journal({ folder: folder(), limits: { ...journalLimits, maxWaiting: 2 } });
  const first = journal.append([accessEntry('a'), accessEntry('b')]);
  await expect(journal.append([accessEntry('c'), accessEntry('d'), accessEntry('e')])).rejects.toThrow(
    'keep up',
  );
  await first;
  await journal.close();
});

test('ends a segment at its size, and respects the total limit', async () => {
  const ends: number[] = [];
  let room = true;
  const journal = new Journal({
    folder: folder(),
    limits: { ...journalLimits, segmentBytes: 1_000 },
    onSegmentEnd: ({ count }) => ends.push(count),
    hasRoom: () => room,
  });
  for (let at = 0; at < 7; at++) await journal.append([accessEntry(`r${at}`)]);
  expect(
    folder()
      .segments()
      .map(({ first }) => first),
  ).toEqual([1, ...ends.map((count) => count + 1)]);
  expect(ends.length).toBeGreaterThan(1);
  expect(requestIds()).toHaveLength(7);
  room = false;
  const more = Array.from({ length: 4 }, () => accessEntry('more'));
  await journal.append(more);
  await expect(journal.append([accessEntry('too much')])).rejects.toThrow('full');
  await journal.close();
  // The next start finds the chain's end across segments.
  await once(accessEntry('after'));
  expect(requestIds().at(-1)).toBe('after');
});

async function once(...records: string[]): Promise<void> {
  const journal = new Journal({ folder: folder() });
  await journal.append(records);
  await journal.close();
}

function counting(onWrite: () => void): (file: string) => Promise<JournalFile> {
  return async (file) => {
    const real = await openJournalFile(file);
    return {
      ...real,
      append: (bytes) => {
        onWrite();
        return real.append(bytes);
      },
    };
  };
}

function entryOf(line: string) {
  return readEntry(JSON.parse(line.slice(line.indexOf('{'))));
}

function idOf(entry: ReturnType<typeof entryOf>): string {
  if (entry.kind === 'access') return entry.requestId;
  return entry.event === 'torn-tail' ? `${entry.event} ${entry.bytes}` : entry.event;
}
