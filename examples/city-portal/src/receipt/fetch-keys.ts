import type { Desk } from '../visit/visit.ts';
import { isRecord } from './is-record.ts';
import type { ReceiptKey } from './verify-receipt.ts';

const patienceMs = 3_000;

/** Fetches the keys that verify receipts (RFC 7517). @returns `null` if they cannot be reached */
export async function fetchKeys({
  config,
  fetch,
  report,
}: Pick<Desk, 'config' | 'fetch' | 'report'>): Promise<readonly ReceiptKey[] | null> {
  try {
    const response = await fetch(config.receiptKeys, {
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    });
    const body: unknown = await response.json();
    if (isRecord(body) && Array.isArray(body.keys)) return body.keys.filter(isRecord) as ReceiptKey[];
    throw new Error(`${config.receiptKeys} answers ${response.status} without keys`);
  } catch (error) {
    report(error);
    return null;
  }
}
