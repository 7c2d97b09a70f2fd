import { PublicError } from '@civic-graph/errors';
import type { PairwiseIds } from '@civic-graph/tokens';
import { toMinorUnits } from '../money/minor-units.ts';
import { treasuryDate } from '../money/treasury.ts';
import type { NoticeOrder } from './order.ts';

const maximumItems = 20;
/** Keeps the maximum notice far below int8. */
const maximumItemMinor = 10n ** 15n;

/** Input of a notice, from a mutation or a row of a list. */
export interface NoticeInput {
  /** Six digits (GB/T 2260). */
  readonly regionCode: string;
  /** The agency's pairwise id of the citizen. */
  readonly addressee?: string | null | undefined;
  readonly items: readonly {
    readonly revenueCode: string;
    readonly legalBasis: string;
    /** Minor units as text. */
    readonly amountMinor: unknown;
  }[];
  /** ISO 8601 calendar date. */
  readonly dueDate: string;
  readonly lateFee?: LateFeeInput | null | undefined;
  readonly fineParticulars?:
    | {
        readonly offence: string;
        readonly place: string;
        readonly occurredAt: string | Date;
      }
    | null
    | undefined;
  readonly reference?: string;
}

interface LateFeeInput {
  /** Ten-thousandths of the unpaid items for each day after the due date. */
  readonly dailyBasisPoints: number;
  /** Maximum late fee, in percent of the items. */
  readonly capPercent?: number | undefined;
}

/** Context of an order: issuer, time and pairwise ids. */
export interface IssuingDesk {
  readonly agency: string;
  readonly now: Date;
  readonly pairwiseIds: PairwiseIds;
}

/** @throws PublicError BAD_USER_INPUT that names the problem */
export function parseNoticeOrder(input: NoticeInput, { agency, now, pairwiseIds }: IssuingDesk): NoticeOrder {
  const { items, fineParticulars } = input;
  if (!/^[1-9]\d{5}$/.test(input.regionCode)) refuse('regionCode', 'six digits (GB/T 2260)');
  if (items.length < 1 || items.length > maximumItems) refuse('items', `1 to ${maximumItems}`);
  if (input.dueDate < treasuryDate(now)) refuse('dueDate', 'today or later');
  return {
    agency,
    reference: parseReference(input.reference ?? null),
    now,
    regionCode: input.regionCode,
    citizenKey: parseAddressee(input.addressee ?? null, agency, pairwiseIds),
    dueDate: input.dueDate,
    lateFee: parseLateFee(input.lateFee ?? null),
    items: items.map((item) => ({
      revenueCode: parseRevenueCode(item.revenueCode),
      legalBasis: parseText(item.legalBasis, 'legalBasis'),
      amountMinor: parseAmount(item.amountMinor),
    })),
    fineParticulars: fineParticulars
      ? {
          offence: parseText(fineParticulars.offence, 'offence'),
          place: parseText(fineParticulars.place, 'place'),
          occurredAt: new Date(fineParticulars.occurredAt),
        }
      : null,
  };
}

function parseAddressee(handle: string | null, agency: string, pairwiseIds: PairwiseIds): string | null {
  if (handle === null) return null;
  const citizenKey = pairwiseIds.citizenKeyOf(handle, agency);
  return citizenKey ?? refuse('addressee', "one of the agency's own handles");
}

function parseLateFee(rule: LateFeeInput | null): NoticeOrder['lateFee'] {
  if (rule === null) return null;
  const { dailyBasisPoints, capPercent = 100 } = rule;
  if (dailyBasisPoints < 1 || dailyBasisPoints > 10_000) refuse('dailyBasisPoints', '1 to 10000');
  if (capPercent < 1 || capPercent > 100) refuse('capPercent', '1 to 100');
  return { dailyBasisPoints, capPercent };
}

function parseRevenueCode(code: string): string {
  if (!/^\d{3,12}$/.test(code)) refuse('revenueCode', '3 to 12 digits');
  return code;
}

/** Reference of an agency for a notice, or of an app for a payment. */
export function parseReference(reference: string | null): string | null {
  if (reference !== null && (reference.trim() === '' || reference.length > 64 || reference.includes('\0'))) {
    refuse('reference', '1 to 64 characters');
  }
  return reference;
}

export function parseText(text: string, name: string): string {
  const trimmed = text.trim();
  if (trimmed.length < 1 || trimmed.length > 300 || trimmed.includes('\0'))
    refuse(name, '1 to 300 characters');
  return trimmed;
}

function parseAmount(value: unknown): bigint {
  const amount = toMinorUnits(value);
  if (amount < 1n || amount > maximumItemMinor) refuse('amountMinor', `1 to ${maximumItemMinor}`);
  return amount;
}

function refuse(name: string, accepted: string): never {
  throw new PublicError('BAD_USER_INPUT', `${name}: ${accepted}`);
}
