import type { Disk } from '../files/disk.ts';
import { appendReceipt } from '../files/evidence-folder.ts';
import type { JournalFolder } from '../files/journal-folder.ts';
import type { Receipt } from '../format/receipt.ts';

export interface Receipts {
  /** Number of the last entry that the identity service has signed for. */
  acknowledged(): number;
  /** Stores a receipt beside the journal and in the second place. Never rejects. */
  keep(receipt: Receipt): Promise<void>;
}

/**
 * @param report called with a place that could not be written; the next receipt covers all earlier entries
 */
export function openReceipts(
  { path }: JournalFolder,
  published: string,
  disk: Disk,
  report: (error: unknown, place: string) => void,
): Receipts {
  let acknowledged = 0;
  return {
    acknowledged: () => acknowledged,
    async keep(receipt) {
      acknowledged = Math.max(acknowledged, receipt.count);
      for (const place of [path, published]) {
        await appendReceipt(place, receipt, disk).catch((error: unknown) => report(error, place));
      }
    },
  };
}
