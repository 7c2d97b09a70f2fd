import type {
  NoticeItemRow,
  PayeeUnitRow,
  PaymentNoticeRow,
  PaymentRow,
  ReceiptRow,
  RevenueCodeRow,
} from '../../database/database.ts';
import { paidPiece } from '../../notice/paid-piece.ts';
import type { ProviderName } from '../../provider-name.ts';

/** A name in Chinese and English, or one of them. */
export interface PrintedName {
  readonly zh: string;
  readonly en: string | null;
}

interface PrintedLine {
  readonly revenueCode: string;
  readonly name: PrintedName;
  /** Null for a late fee, which shares the basis of its charge. */
  readonly legalBasis: string | null;
  readonly amountMinor: bigint;
}

/** Content of a printed receipt. Like the signed receipt it does not name the payer. */
export interface PrintedReceipt {
  readonly number: string;
  readonly noticeCode: string;
  readonly payee: PrintedName;
  readonly provider: ProviderName;
  readonly issuedAt: Date;
  /** Paid amounts per item, and of the late fee. */
  readonly lines: readonly PrintedLine[];
  readonly amountMinor: bigint;
  readonly currency: string;
  /** The text of Receipt.signed, for QR code and attachment. */
  readonly signed: string;
}

interface Sources {
  readonly receipt: ReceiptRow;
  readonly unit: PayeeUnitRow | null;
  readonly provider: PaymentRow['provider'];
  readonly part: Pick<PaymentNoticeRow, 'position_minor'>;
  readonly items: readonly NoticeItemRow[];
  readonly revenueCodes: ReadonlyMap<string, RevenueCodeRow>;
}

export function printedReceipt({
  receipt,
  unit,
  provider,
  part,
  items,
  revenueCodes,
}: Sources): PrintedReceipt {
  if (part.position_minor === null) throw new Error('a receipt for an unsettled part');
  const amountMinor = BigInt(receipt.amount_minor);
  const paid = paidPiece({ positionMinor: BigInt(part.position_minor), amountMinor }, items);
  const lines: PrintedLine[] = paid.items.map(({ item, amountMinor: ofItem }) => {
    const code = revenueCodes.get(item.revenue_code);
    return {
      revenueCode: item.revenue_code,
      name: nameOf(code?.name_zh, code?.name, item.revenue_code),
      legalBasis: onOneLine(item.legal_basis),
      amountMinor: ofItem,
    };
  });
  const [first] = items;
  if (paid.lateFeeMinor > 0n && first !== undefined) {
    // The ledger posts it under the first item's code.
    const name = { zh: '滞纳金', en: 'Late fee' };
    lines.push({ revenueCode: first.revenue_code, name, legalBasis: null, amountMinor: paid.lateFeeMinor });
  }
  return {
    number: receipt.number,
    noticeCode: receipt.notice_code,
    payee: nameOf(unit?.name_zh, unit?.name_en, receipt.agency),
    provider,
    issuedAt: receipt.issued_at,
    lines,
    amountMinor,
    currency: receipt.currency,
    signed: receipt.signed,
  };
}

function nameOf(
  zh: string | null | undefined,
  en: string | null | undefined,
  otherwise: string,
): PrintedName {
  const [chinese, english] = [onOneLine(zh ?? ''), onOneLine(en ?? '') || null];
  return chinese ? { zh: chinese, en: english } : { zh: english ?? otherwise, en: null };
}

/** Removes characters that would affect the layout: line breaks, control characters, direction marks. */
function onOneLine(text: string): string {
  return text
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}
