import type { PaymentsTables } from '../database/tables.ts';
import { paidPiece } from '../notice/paid-piece.ts';

/** One line of a transfer. Debits are positive, credits negative; the lines sum to zero. */
export interface Posting {
  readonly account: Omit<PaymentsTables['account'], 'agency' | 'currency'>;
  readonly amountMinor: bigint;
}

const ofNoRevenue = { region: null, revenue_code: null };

interface Item {
  readonly revenue_code: string;
  readonly amount_minor: string | bigint;
}

/** The part of a notice that a payment settles: `amount_minor` after the first `position_minor` of it. */
interface SettledPart {
  readonly amount_minor: string | bigint;
  readonly notice: { readonly region: string; readonly paid_minor: string | bigint };
}

/**
 * Postings of a paid notice or part: debit the provider, credit the revenue of its items. The late fee is
 * posted to its own account under the first item's code.
 *
 * @param part with the notice as it was before
 */
export function postingsOfPayment(provider: string, part: SettledPart, items: readonly Item[]): Posting[] {
  const { region, paid_minor } = part.notice;
  const amountMinor = BigInt(part.amount_minor);
  const paid = paidPiece({ positionMinor: BigInt(paid_minor), amountMinor }, items);
  const postings = [
    clearing(provider, amountMinor),
    ...paid.items.map(({ item, amountMinor: ofItem }) =>
      revenue('revenue', region, item.revenue_code, -ofItem),
    ),
  ];
  if (paid.lateFeeMinor > 0n) {
    const [first] = items;
    if (first === undefined) throw new Error('a notice without items');
    postings.push(revenue('late-fee', region, first.revenue_code, -paid.lateFeeMinor));
  }
  return postings;
}

/** Postings of money that no notice needs: debit the provider, credit surplus. */
export function postingsOfSurplus(provider: string, amountMinor: bigint): Posting[] {
  return [
    clearing(provider, amountMinor),
    {
      account: { id: 'surplus', kind: 'surplus', ...ofNoRevenue },
      amountMinor: -amountMinor,
    },
  ];
}

/**
 * Postings of a refund: reduces revenue (or surplus) and credits the payer, from the last item back to the
 * first.
 *
 * @param credits postings of the payment, in order; negative
 * @param taken amounts of other refunds of the same money, by account
 */
export function postingsOfRefund(
  provider: string,
  credits: readonly Posting[],
  taken: ReadonlyMap<string, bigint>,
  amountMinor: bigint,
): Posting[] {
  const debits: Posting[] = [];
  let wanted = amountMinor;
  for (const { account, amountMinor: credit } of joined(credits).reverse()) {
    const left = -credit - (taken.get(account.id) ?? 0n);
    const debit = left < wanted ? left : wanted;
    if (debit > 0n) debits.push({ account, amountMinor: debit });
    wanted -= debit > 0n ? debit : 0n;
  }
  if (wanted > 0n) throw new Error('a refund of more than is left');
  return [...debits, owed(provider, -amountMinor)];
}

/** Postings of a completed refund: the debt to the payer ends, and the provider owes less. */
export function postingsOfRefundDone(provider: string, amountMinor: bigint): Posting[] {
  return [owed(provider, amountMinor), clearing(provider, -amountMinor)];
}

/** Postings of a settlement: the provider pays out what it collected, less refunds and its fee. */
export function postingsOfSettlement(
  provider: string,
  { collected, refunded, fee }: { collected: bigint; refunded: bigint; fee: bigint },
): Posting[] {
  const postings: Posting[] = [
    { account: { id: 'bank', kind: 'bank', ...ofNoRevenue }, amountMinor: collected - refunded - fee },
    { account: { id: `fee:${provider}`, kind: 'fee', ...ofNoRevenue }, amountMinor: fee },
    clearing(provider, refunded - collected),
  ];
  return postings.filter(({ amountMinor }) => amountMinor !== 0n);
}

/** Merges entries by account: notices of one payee, and items of one notice, may share accounts. */
export function joined(postings: readonly Posting[]): Posting[] {
  const byAccount = new Map<string, Posting>();
  for (const posting of postings) {
    const before = byAccount.get(posting.account.id)?.amountMinor ?? 0n;
    byAccount.set(posting.account.id, { ...posting, amountMinor: before + posting.amountMinor });
  }
  return [...byAccount.values()];
}

function owed(provider: string, amountMinor: bigint): Posting {
  return {
    account: { id: `refund:${provider}`, kind: 'refund', ...ofNoRevenue },
    amountMinor,
  };
}

function clearing(provider: string, amountMinor: bigint): Posting {
  return {
    account: { id: `clearing:${provider}`, kind: 'clearing', ...ofNoRevenue },
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
