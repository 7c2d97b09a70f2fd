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

/** @throws ProviderUnavailable for an unknown answer */
export function parseAnswer(value: unknown): Answer {
  const parsed = answer.safeParse(value);
  if (!parsed.success) throw new ProviderUnavailable('unknown answer');
  return parsed.data;
}

/** Refusals that say nothing about the order. */
const undecided = new Set([
  'ORDERPAID',
  'ORDER_CLOSED',
  'ORDER_REVERSED',
  'OUT_TRADE_NO_USED',
  'TRADE_ERROR',
]);

/**
 * Whether WeChat Pay has definitely refused. 401 (a wrong signature or certificate, which the operator
 * fixes), 429 and 5xx leave it unknown.
 */
export function isFinalRefusal({ status, data }: Answer): boolean {
  return [400, 403, 404].includes(status) && data.code !== undefined && !undecided.has(data.code);
}
