import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createJournalFolder, openJournalFolder } from '../files/journal-folder.ts';
import type { Link } from '../format/chain.ts';
import { signCheckpoint } from '../format/checkpoint.ts';
import { readJournalBatch } from '../format/journal-batch.ts';
import { type Receipt, signReceipt } from '../format/receipt.ts';
import { accessEntry } from './access-entry.fixture.ts';
import { Journal } from './journal.ts';
import { type JournalReceiver, ReceiverAwaited, startShipping } from './ship-journal.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
let path: string;
beforeEach(async () => {
  path = join(mkdtempSync(join(tmpdir(), 'civic-shipping-')), 'gateway');
  await createJournalFolder(path, 'gateway');
});
afterEach(() => rmSync(join(path, '..'), { recursive: true }));

/** The identity service: stores consecutive entries, and answers with their number. */
class Identity implements JournalReceiver {
  lines: string[] = [];
  /** Lines as received, including repeated ones. */
  received = 0;
  /** Behaviour instead of an answer. */
  fails: 'before it keeps anything' | 'after it has kept all' | null = null;
  /** Its signing key, if it signs. */
  signsFor: ((count: number) => Link) | null = null;

  async send(batch: Buffer): Promise<unknown> {
    const { lines } = readJournalBatch(batch);
    if (this.fails === 'before it keeps anything') throw new Error('503');
    this.received += lines.length;
    for (const line of lines) {
      if (Number.parseInt(line, 10) === this.lines.length + 1) this.lines.push(line);
    }
    if (this.fails === 'after it has kept all' && lines.length > 0) {
      this.fails = null;
      throw new Error('the connection was reset');
    }
    const count = this.lines.length;
    return {
      count,
      receipt: this.signsFor && signReceipt('gateway', this.signsFor(count), new Date(), privateKey),
    };
  }
}

test('entries that the identity service could not store arrive later, in order and complete', async () => {
  const identity = new Identity();
  const { journal, shipping } = start(identity);
  await journal.append([accessEntry('a'), accessEntry('b')]);
  await expect.poll(() => identity.lines.length).toBe(2);

  // While it fails, accesses are recorded all the same.
  identity.fails = 'before it keeps anything';
  await journal.append([accessEntry('c')]);
  await expect.poll(() => shipping.failures()).toBeGreaterThan(0);
  await journal.append([accessEntry('d')]);
  expect(identity.lines).toHaveLength(2);
  identity.fails = null;
  await expect.poll(() => identity.lines.length).toBe(4);
  expect(identity.lines).toEqual([...openJournalFolder(path)!.lines()]);
  await shipping.close();
  await journal.close();
}, 60_000);

test('after a lost response it asks instead of sending again; a restored identity service gets the missing entries', async () => {
  const identity = new Identity();
  identity.fails = 'after it has kept all';
  const { journal, shipping } = start(identity);
  await journal.append([accessEntry('a'), accessEntry('b'), accessEntry('c')]);
  await expect.poll(() => shipping.shipped()).toBe(3);
  expect(identity.received).toBe(3);

  identity.lines = identity.lines.slice(0, 1);
  await journal.append([accessEntry('d')]);
  await expect.poll(() => identity.lines.length).toBe(4);
  expect(identity.lines).toEqual([...openJournalFolder(path)!.lines()]);
  await shipping.close();
  await journal.close();
}, 60_000);

test('an identity service that is still starting is awaited without a warning', async () => {
  const identity = new Identity();
  let attempts = 0;
  const send = identity.send.bind(identity);
  identity.send = async (batch) => {
    attempts += 1;
    if (attempts === 1) throw new ReceiverAwaited();
    return send(batch);
  };
  const { journal, shipping } = start(identity);
  await journal.append([accessEntry('a')]);
  await expect.poll(() => shipping.shipped(), { timeout: 20_000 }).toBe(1);
  expect(shipping.failures()).toBe(0);
  await shipping.close();
  await journal.close();
}, 60_000);

test('a receipt for another history is discarded', async () => {
  const identity = new Identity();
  identity.signsFor = (count) => ({ count, head: 'A'.repeat(43) });
  const { journal, shipping, receipts } = start(identity);
  await journal.append([accessEntry('a'), accessEntry('b')]);
  await expect.poll(() => shipping.failures()).toBeGreaterThan(0);
  expect(receipts).toEqual([]);

  identity.signsFor = () => journal.link;
  await expect.poll(() => receipts.length, { timeout: 20_000 }).toBeGreaterThan(0);
  expect(receipts[0]).toMatchObject(journal.link);
  await shipping.close();
  await journal.close();
}, 60_000);

test('an identity service with more entries than the journal does not count as up to date', async () => {
  const identity = new Identity();
  identity.lines = ['1 x {}', '2 y {}', '3 z {}'];
  const { journal, shipping } = start(identity);
  await journal.append([accessEntry('a')]);
  await expect.poll(() => shipping.failures()).toBeGreaterThan(0);
  await shipping.close();
  await journal.close();
}, 60_000);

function start(identity: Identity) {
  let failures = 0;
  const receipts: Receipt[] = [];
  const folder = openJournalFolder(path)!;
  const journal = new Journal({ folder });
  const shipping = startShipping({
    receiver: identity,
    folder,
    journal,
    privateKey,
    checkpoints: {
      publicKey,
      get latest() {
        return identity.signsFor && signCheckpoint('gateway', journal.link, new Date(), privateKey);
      },
      seal: async () => {},
    },
    receipts: {
      async keep(receipt) {
        receipts.push(receipt);
      },
    },
    logger: { warn: () => void failures++ },
  });
  return { journal, receipts, shipping: { ...shipping, failures: () => failures } };
}
