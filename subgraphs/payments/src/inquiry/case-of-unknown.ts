import { closeCases, openCase } from '../case/cases.ts';
import type { Db } from '../database/database.ts';
import type { DueInquiry } from './claim-due.ts';

/** Opens a case when the provider cannot tell the outcome of a payment; queries continue. */
export function openUnknown(db: Db, inquiry: DueInquiry, now: Date): Promise<void> {
  return openCase(db, {
    agency: inquiry.agency,
    kind: 'outcome-unknown',
    provider: inquiry.provider,
    paymentId: inquiry.payment_id,
    line: null,
    expectedMinor: BigInt(inquiry.amount_minor),
    foundMinor: null,
    now,
  });
}

/** Closes the case once the provider answers. */
export function closeUnknown(db: Db, { agency, payment_id }: DueInquiry, now: Date): Promise<void> {
  return closeCases(db, {
    agency,
    kind: 'outcome-unknown',
    paymentId: payment_id,
    resolution: 'answered',
    now,
  });
}
