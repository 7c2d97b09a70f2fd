import { z } from 'zod';
import { ProviderUnavailable } from '../provider.ts';

const answer = z.object({
  status: z.number(),
  data: z.looseObject({
    code: z.string().optional(),
    out_trade_no: z.string().optional(),
    out_refund_no: z.string().optional(),
    amount: z.looseObject({ total: z.int().optional(), currency: z.string().optional() }).optional(),
  }),
});
export type Answer = z.infer<typeof answer>;

/** @throws ProviderUnavailable where it is not an answer of the interface */
export function parseAnswer(value: unknown): Answer {
  const parsed = answer.safeParse(value);
  if (!parsed.success) throw new ProviderUnavailable('an answer that is not understood');
  return parsed.data;
}

/** Refusals that say nothing of whether the order is there or how it stands. */
const undecided = new Set([
  'ORDERPAID',
  'ORDER_CLOSED',
  'ORDER_REVERSED',
  'OUT_TRADE_NO_USED',
  'TRADE_ERROR',
]);

/**
 * Whether WeChat Pay has understood and will not do it. 401 (a signature or certificate that is wrong, which
 * the operator mends), 429 and 5xx leave it unknown.
 */
export function isFinalRefusal({ status, data }: Answer): boolean {
  return [400, 403, 404].includes(status) && data.code !== undefined && !undecided.has(data.code);
}
