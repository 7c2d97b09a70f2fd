interface Item {
  readonly amount_minor: string | bigint;
}

/** A part of a notice: `amountMinor` after the first `positionMinor` of it. */
export interface Piece {
  readonly positionMinor: bigint;
  readonly amountMinor: bigint;
}

export interface PaidPiece<Of extends Item> {
  /** Amounts per item, without items that get nothing. */
  readonly items: readonly { readonly item: Of; readonly amountMinor: bigint }[];
  readonly lateFeeMinor: bigint;
}

/** Splits a part by item. A notice is paid from its first item to its last, and then its late fee. */
export function paidPiece<Of extends Item>(
  { positionMinor: start, amountMinor }: Piece,
  items: readonly Of[],
): PaidPiece<Of> {
  const end = start + amountMinor;
  const paid: { item: Of; amountMinor: bigint }[] = [];
  let from = 0n;
  for (const item of items) {
    const until = from + BigInt(item.amount_minor);
    const overlap = min(end, until) - max(start, from);
    if (overlap > 0n) paid.push({ item, amountMinor: overlap });
    from = until;
  }
  return { items: paid, lateFeeMinor: end > from ? end - max(start, from) : 0n };
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
