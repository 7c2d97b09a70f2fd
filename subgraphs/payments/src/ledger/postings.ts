import type { PaymentsTables } from '../database.ts';

/** One line of a transfer. Debits are positive, credits negative; the lines of a transfer add up to zero. */
export interface Posting {
  readonly account: Omit<PaymentsTables['account'], 'agency' | 'currency'>;
  readonly amountMinor: bigint;
}

interface Item {
  readonly revenue_code: string;
  readonly amount_minor: string | bigint;
}

/** The piece of a notice that a payment settles: `amount_minor` after the first `position_minor` of it. */
interface SettledPart {
  readonly amount_minor: string | bigint;
  readonly notice: { readonly region: string; readonly paid_minor: string | bigint };
}

/**
 * A notice was paid, or a piece of it: the provider owes us the money, and it is income under the items that the piece
 * pays. A notice is paid from its first item to its last, and then its late fee, which is income under the first item's
 * code in an account of its own.
 *
 * @param part with the notice as it was before
 */
export function postingsOfPayment(provider: string, part: SettledPart, items: readonly Item[]): Posting[] {
  const { region } = part.notice;
  const start = BigInt(part.notice.paid_minor);
  const end = start + BigInt(part.amount_minor);
  const postings = [clearing(provider, BigInt(part.amount_minor))];
  let from = 0n;
  for (const { revenue_code, amount_minor } of items) {
    const until = from + BigInt(amount_minor);
    const paid = overlap(start, end, from, until);
    if (paid > 0n) postings.push(revenue('revenue', region, revenue_code, -paid));
    from = until;
  }
  const [first] = items;
  if (end > from) {
    if (first === undefined) throw new Error('a notice without items');
    postings.push(revenue('late-fee', region, first.revenue_code, -(end - max(start, from))));
  }
  return postings;
}

/** Money came that no notice needs: the provider owes us the money, and we owe it to the payer. */
export function postingsOfSurplus(provider: string, amountMinor: bigint): Posting[] {
  return [
    clearing(provider, amountMinor),
    {
      account: { id: 'surplus', kind: 'surplus', region: null, revenue_code: null },
      amountMinor: -amountMinor,
    },
  ];
}

function clearing(provider: string, amountMinor: bigint): Posting {
  return {
    account: { id: `clearing:${provider}`, kind: 'clearing', region: null, revenue_code: null },
    amountMinor,
  };
}

function revenue(
  prefix: 'revenue' | 'late-fee',
  region: string,
  revenueCode: string,
  amountMinor: bigint,
): Posting {
  const id = `${prefix}:${region}:${revenueCode}`;
  return { account: { id, kind: 'revenue', region, revenue_code: revenueCode }, amountMinor };
}

function overlap(start: bigint, end: bigint, from: bigint, until: bigint): bigint {
  const last = end < until ? end : until;
  return last - max(start, from);
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
