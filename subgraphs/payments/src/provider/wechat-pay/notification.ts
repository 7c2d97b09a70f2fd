import { z } from 'zod';
import { requireFresh } from '../freshness.ts';
import { idOfOrder } from '../order-number.ts';
import { NotificationRefused, type ProviderEvent, type RawNotification } from '../provider.ts';
import { open, type Sealed, sealed } from './sealed.ts';
import { eventOfTrade } from './trade-state.ts';
import type { WeChatPay } from './wechat-pay.ts';

const envelope = z.object({ id: z.string().min(1).max(255), resource: sealed });

const transaction = z.object({
  appid: z.string(),
  mchid: z.string(),
  out_trade_no: z.string().min(1).max(64),
  trade_state: z.string(),
  amount: z.object({ total: z.int().nonnegative(), currency: z.string().default('CNY') }),
});

const timestamp = /^\d{1,12}$/;

/**
 * Verifies the platform's signature over time, nonce and body, and decrypts the content with the APIv3 key.
 *
 * https://pay.weixin.qq.com/doc/v3/merchant/4012791861
 *
 * @throws NotificationRefused
 */
export async function verifyWeChatNotification(
  pay: WeChatPay,
  expected: { readonly appId: string; readonly merchantId: string; readonly apiV3Key: string },
  raw: RawNotification,
  now: Date,
): Promise<ProviderEvent> {
  const header = (name: string) => String(raw.headers[`wechatpay-${name}`] ?? '');
  const sentAt = header('timestamp');
  if (!timestamp.test(sentAt)) throw new NotificationRefused('no timestamp');
  requireFresh(new Date(Number(sentAt) * 1000), now);
  const signed = {
    timestamp: sentAt,
    nonce: header('nonce'),
    serial: header('serial'),
    signature: header('signature'),
    body: raw.body.toString('utf8'),
  };
  if (!(await pay.isGenuine(signed))) throw new NotificationRefused('the signature is invalid');
  const parsed = parse(envelope, signed.body);
  const data = parse(transaction, unseal(parsed.resource, expected.apiV3Key));
  if (data.appid !== expected.appId) throw new NotificationRefused('for another app');
  if (data.mchid !== expected.merchantId) throw new NotificationRefused('for another merchant');
  const event = eventOfTrade(data.trade_state);
  if (event === null) throw new NotificationRefused('an unknown trade_state');
  return {
    eventId: parsed.id,
    paymentId: idOfOrder(data.out_trade_no),
    event,
    amountMinor: BigInt(data.amount.total),
    currency: data.amount.currency,
  };
}

function unseal(resource: Sealed, key: string): string {
  try {
    return open(resource, key).toString('utf8');
  } catch {
    throw new NotificationRefused('decryption failed: the authentication tag is wrong');
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, text: string): z.infer<Schema> {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new NotificationRefused('signed, but not understood');
  }
}
