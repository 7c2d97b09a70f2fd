import type { AlipaySdk } from 'alipay-sdk';
import { z } from 'zod';
import { parseBeijingTime } from '../../money/beijing-time.ts';
import { minorUnitsOf } from '../../money/yuan.ts';
import { requireFresh } from '../freshness.ts';
import { idOfOrder } from '../order-number.ts';
import { NotificationRefused, type ProviderEvent, type RawNotification } from '../provider.ts';
import { eventOfTrade } from './trade-status.ts';

const fields = z.object({
  notify_id: z.string().min(1).max(255),
  notify_time: z.string(),
  app_id: z.string(),
  seller_id: z.string(),
  out_trade_no: z.string().min(1).max(64),
  trade_status: z.string(),
  total_amount: z.string(),
  gmt_refund: z.string().optional(),
});

/**
 * Parses a form signed with RSA2 over its sorted fields. Checks signature, app_id and seller_id, as Alipay
 * requires; the caller compares the amount with the payment.
 *
 * @throws NotificationRefused
 */
export function verifyAlipayNotification(
  sdk: AlipaySdk,
  expected: { readonly appId: string; readonly sellerId: string },
  raw: RawNotification,
  now: Date,
): ProviderEvent {
  const form = readForm(raw.body);
  // The library would use the sender's choice of algorithm, and RSA means SHA-1.
  if (form.sign_type !== 'RSA2') throw new NotificationRefused('not signed with RSA2');
  if (!isGenuine(sdk, form)) throw new NotificationRefused('the signature is invalid');
  const parsed = fields.safeParse(form);
  if (!parsed.success) throw new NotificationRefused('signed, but not understood');
  const { data } = parsed;
  if (data.app_id !== expected.appId) throw new NotificationRefused('for another app');
  if (data.seller_id !== expected.sellerId) throw new NotificationRefused('for another seller');
  try {
    requireFresh(parseBeijingTime(data.notify_time), now);
    const event = eventOfTrade(data.trade_status, data.gmt_refund !== undefined);
    if (event === null) throw new NotificationRefused('an unknown trade_status');
    return {
      eventId: data.notify_id,
      paymentId: idOfOrder(data.out_trade_no),
      event,
      amountMinor: minorUnitsOf(data.total_amount),
      currency: 'CNY',
    };
  } catch (error) {
    if (error instanceof RangeError) throw new NotificationRefused('signed, but not understood');
    throw error;
  }
}

/** Parsers disagree about a repeated name, so it is refused. */
function readForm(body: Buffer): Record<string, string> {
  const form = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(body.toString('utf8'))) {
    if (form.has(name)) throw new NotificationRefused('a field comes twice');
    form.set(name, value);
  }
  return Object.fromEntries(form);
}

function isGenuine(sdk: AlipaySdk, form: Record<string, string>): boolean {
  try {
    return sdk.checkNotifySignV2(form);
  } catch {
    return false;
  }
}
