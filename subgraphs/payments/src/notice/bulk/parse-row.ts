import { PublicError } from '@civic-graph/errors';
import { z } from 'zod';
import type { NoticeOrder } from '../order.ts';
import { type IssuingDesk, parseNoticeOrder } from '../parse-order.ts';

const row = z.strictObject({
  reference: z.string(),
  regionCode: z.string(),
  addressee: z.string().nullish(),
  dueDate: z.iso.date(),
  items: z.array(
    z.strictObject({ revenueCode: z.string(), legalBasis: z.string(), amountMinor: z.string() }),
  ),
  lateFee: z.strictObject({ dailyBasisPoints: z.int(), capPercent: z.int().default(100) }).nullish(),
  fineParticulars: z
    .strictObject({ offence: z.string(), place: z.string(), occurredAt: z.iso.datetime({ offset: true }) })
    .nullish(),
});

const namedRow = z.object({ reference: z.string().max(64) });

/** An order, or the first problem of the row. */
export function parseRow(value: unknown, desk: IssuingDesk): NoticeOrder | { readonly problem: string } {
  const parsed = row.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = issue?.path.join('.') || 'row';
    return { problem: `${name}: ${issue?.message ?? 'not understood'}` };
  }
  const { addressee = null, lateFee = null, fineParticulars = null, ...rest } = parsed.data;
  try {
    return parseNoticeOrder({ ...rest, addressee, lateFee, fineParticulars }, desk);
  } catch (error) {
    if (error instanceof PublicError && error.code === 'BAD_USER_INPUT') return { problem: error.message };
    throw error;
  }
}

/** Reference of a row, if it can be read. */
export function referenceOf(value: unknown): string | null {
  const named = namedRow.safeParse(value);
  return named.success ? named.data.reference : null;
}
