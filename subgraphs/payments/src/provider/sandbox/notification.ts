import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { NotificationRefused, type ProviderEvent, type RawNotification } from '../provider.ts';

const eventOfType = {
  'payment.created': 'start',
  'payment.submitted': 'submit',
  'payment.cancelled': 'cancel',
  'payment.failed': 'fail',
  'payment.succeeded': 'succeed',
} as const;

export type TestEventType = keyof typeof eventOfType;

const body = z.object({
  type: z.enum(Object.keys(eventOfType) as [TestEventType, ...TestEventType[]]),
  data: z.object({
    reference: z.string(),
    amountMinor: z.string().regex(/^\d{1,18}$/),
    currency: z.string(),
  }),
});
export type TestNotification = z.infer<typeof body>;

/**
 * Standard Webhooks (https://www.standardwebhooks.com): HMAC-SHA256 over id, timestamp and body; the library
 * rejects timestamps more than 300 s off.
 */
export function signNotification(
  secret: string,
  id: string,
  notification: TestNotification,
  at: Date,
): { headers: Record<string, string>; body: string } {
  const text = JSON.stringify(notification);
  return {
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, at, text),
    },
    body: text,
  };
}

export function verifyNotification(secret: string, raw: RawNotification): ProviderEvent {
  const id = raw.headers['webhook-id'];
  if (typeof id !== 'string' || id.length > 255) throw new NotificationRefused('no webhook-id');
  let verified: unknown;
  try {
    verified = new Webhook(secret).verify(raw.body, raw.headers as Record<string, string>);
  } catch {
    throw new NotificationRefused('the signature is invalid');
  }
  const parsed = body.safeParse(verified);
  if (!parsed.success) throw new NotificationRefused('signed, but not understood');
  const { type, data } = parsed.data;
  return {
    eventId: id,
    paymentId: data.reference,
    event: eventOfType[type],
    amountMinor: BigInt(data.amountMinor),
    currency: data.currency,
  };
}
