import type { NoticeRow } from '../database/database.ts';

type Owing = Pick<
  NoticeRow,
  | 'amount_minor'
  | 'paid_minor'
  | 'due_date'
  | 'late_fee_basis_points'
  | 'late_fee_cap_percent'
  | 'late_fee_minor'
  | 'late_fee_until'
  | 'disputed'
>;

const day = 24 * 60 * 60 * 1000;

/**
 * The late fee up to and including `today` (a date in the treasury's time zone): a daily share of the unpaid
 * items after the due date, rounded down and capped. Accrued fees stay; a disputed notice accrues none.
 */
export function lateFeeOn(notice: Owing, today: string): bigint {
  const accrued = BigInt(notice.late_fee_minor);
  const { late_fee_basis_points: basisPoints, late_fee_cap_percent: capPercent } = notice;
  if (basisPoints === null || capPercent === null || notice.disputed) return accrued;
  const days = daysBetween(notice.late_fee_until ?? notice.due_date, today);
  if (days <= 0) return accrued;
  const items = BigInt(notice.amount_minor);
  const paid = BigInt(notice.paid_minor);
  const unpaid = paid < items ? items - paid : 0n;
  const grown = accrued + (unpaid * BigInt(basisPoints) * BigInt(days)) / 10_000n;
  const cap = (items * BigInt(capPercent)) / 100n;
  if (accrued > cap) return accrued;
  return grown < cap ? grown : cap;
}

/** Remaining debt on that day: items and late fee minus what is paid. */
export function leftToPay(notice: Owing, today: string): bigint {
  return BigInt(notice.amount_minor) + lateFeeOn(notice, today) - BigInt(notice.paid_minor);
}

/** Dates as UTC midnights, because a local day may have 23 hours. */
function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / day);
}
