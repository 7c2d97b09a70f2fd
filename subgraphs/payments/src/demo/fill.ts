import type { PaymentsConfig } from '../config.ts';
import type { Db } from '../database/database.ts';
import { createOrderBook } from '../provider/sandbox/orders.ts';
import { demoKeys } from '../receipt/keys.ts';
import { createReceiptSigner } from '../receipt/signer.ts';
import { payeeUnits } from './catalogue.ts';
import { loadDemoData } from './load.ts';

export const demoAgencies = payeeUnits.map(({ agency }) => agency);

/** Fills a demo's database: the simulated provider's tables and the synthetic city. */
export async function fillDemo(
  owner: Db,
  { receiptKeys }: Pick<PaymentsConfig, 'receiptKeys'>,
  now: Date,
  loaded: (notices: number) => void,
): Promise<void> {
  await createOrderBook(owner);
  const keys = receiptKeys ?? (await demoKeys(owner, demoAgencies, now));
  await loadDemoData(owner, await createReceiptSigner(keys), now, loaded);
}
