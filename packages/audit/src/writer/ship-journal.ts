import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { JournalFolder } from '../files/journal-folder.ts';
import type { Checkpoint } from '../format/checkpoint.ts';
import { writeJournalBatch } from '../format/journal-batch.ts';
import { receiptSchema } from '../format/receipt.ts';
import type { Checkpoints } from './checkpoints.ts';
import type { Journal } from './journal.ts';
import { JournalTail } from './journal-tail.ts';
import type { Receipts } from './receipts.ts';
import type { WriterLogger } from './writer-logger.ts';

/** Takes batches to the identity service. */
export interface JournalReceiver {
  /**
   * @param batch as `writeJournalBatch` returns it
   * @returns the answer of the identity service, unparsed
   * @throws Error if it did not accept the batch, ReceiverAwaited if it does not listen yet
   */
  send(batch: Buffer): Promise<unknown>;
}

/** Thrown by a receiver while the identity service is still starting, which is no reason for a warning. */
export class ReceiverAwaited extends Error {
  override readonly name = 'ReceiverAwaited';
}

export interface ShippingOptions {
  readonly receiver: JournalReceiver;
  readonly folder: JournalFolder;
  readonly journal: Journal;
  readonly checkpoints: Checkpoints;
  /** The chain's key, which signs the shipment. */
  readonly privateKey: KeyObject;
  readonly receipts: Pick<Receipts, 'keep'>;
  readonly logger: Pick<WriterLogger, 'warn'>;
  /** Called after each complete round. It must not reject. */
  readonly onShipped?: () => Promise<void>;
}

export interface Shipping {
  /** Number of the last entry that the identity service has. */
  shipped(): number;
  /** When it was last up to date, in milliseconds of the process's clock. */
  caughtUpAt(): number;
  /** Ships the remaining entries, if that works immediately. */
  close(): Promise<void>;
}

const everyMs = 500;
const maxBackOffMs = 60_000;
const answerSchema = z.object({
  count: z.number().int().nonnegative(),
  /**
   * Covers all its entries if the batch contained a checkpoint; absent from earlier versions of the identity
   * service.
   */
  receipt: receiptSchema.nullish(),
});

/**
 * Sends the journal to the identity service, in order and at least once. The identity service answers with
 * its number of entries, so that a restart or restore on either side loses nothing.
 */
export function startShipping(options: ShippingOptions): Shipping {
  const { receiver, folder, journal, checkpoints, privateKey, receipts, logger, onShipped } = options;
  const publicKey = checkpoints.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  let shipped = 0;
  let head: string | null = null;
  let sealed = 0;
  let caughtUpAt = performance.now();
  let tail: JournalTail | null = null;
  let waitMs = everyMs;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  schedule();

  return {
    shipped: () => shipped,
    caughtUpAt: () => caughtUpAt,
    async close() {
      closed = true;
      clearTimeout(timer);
      await running;
      if (waitMs === everyMs) await ship().catch(() => undefined);
    },
  };

  function schedule(): void {
    timer = setTimeout(() => {
      running = ship()
        .then(async () => {
          waitMs = everyMs;
          await onShipped?.();
        })
        .catch((error: unknown) => {
          tail = null;
          waitMs = Math.min(waitMs * 2, maxBackOffMs);
          if (error instanceof ReceiverAwaited) return;
          logger.warn(
            { reason: String(error), shipped, waitMs },
            'access records wait for the identity service',
          );
        })
        .then(() => {
          if (!closed) schedule();
        });
    }, waitMs).unref();
  }

  async function ship(): Promise<void> {
    if (tail === null) {
      shipped = await send(Buffer.alloc(0), null, null);
      head = null;
      tail = new JournalTail(folder, shipped);
    }
    // Entries written meanwhile go with the next round: few large batches are cheaper than many small ones.
    const [since, end] = [performance.now(), journal.link];
    if (shipped > end.count) {
      throw new Error(
        `the identity service has ${shipped} entries and this journal ${end.count}: run npx civic audit verify`,
      );
    }
    for (;;) {
      const { lines, count } = await tail.read(end.count);
      const { latest } = checkpoints;
      const isDue = latest !== null && latest.count > sealed && latest.count <= shipped + count;
      if (count > 0) head = lastHeadOf(lines);
      else if (shipped === end.count) head = end.head;
      if (count === 0) caughtUpAt = since;
      if (count === 0 && !isDue) return;
      const acknowledged = await send(lines, isDue ? latest : null, head);
      if (acknowledged !== shipped + count)
        throw new Error(`the identity service has ${acknowledged} entries`);
      shipped = acknowledged;
      if (isDue) sealed = latest.count;
    }
  }

  async function send(lines: Buffer, checkpoint: Checkpoint | null, ownHead: string | null): Promise<number> {
    const batch = writeJournalBatch({ chain: folder.chain, publicKey, checkpoint }, lines, privateKey);
    const { count, receipt } = answerSchema.parse(await receiver.send(batch));
    if (receipt && checkpoint !== null) {
      // A receipt for anything else proves nothing, and must not allow a removal.
      if (receipt.chain !== folder.chain || receipt.count !== count || receipt.head !== ownHead)
        throw new Error('the receipt of the identity service does not match the entries that were sent');
      await receipts.keep(receipt);
    }
    return count;
  }
}

/** Head of the chain after the last of these whole lines. */
function lastHeadOf(lines: Buffer): string | null {
  const start = lines.lastIndexOf('\n', -2) + 1;
  return lines.toString('utf8', start).split(' ', 2)[1] ?? null;
}
