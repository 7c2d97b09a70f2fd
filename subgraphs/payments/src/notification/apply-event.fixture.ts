import type { Db } from '../database.ts';
import type { ProviderEvent, ProviderName } from '../provider/provider.ts';
import type { ReceiptSigner } from '../receipt/signer.ts';
import type { NotificationOutcome } from '../tables.ts';
import { writeAll } from '../write.ts';
import { judgeEvent } from './judge-event.ts';

/** A verified event to its end, without the record of it: state, ledger, notices and receipts, in the caller's transaction. */
export async function applyEvent(
  trx: Db,
  signer: ReceiptSigner,
  provider: ProviderName,
  event: ProviderEvent,
  now: Date,
): Promise<NotificationOutcome> {
  const { outcome, writes } = await judgeEvent(trx, signer, provider, event, now);
  await writeAll(trx, writes);
  return outcome;
}
