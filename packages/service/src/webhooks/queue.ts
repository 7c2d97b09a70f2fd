import type { Problem } from './post.ts';

/** A message that is due at one endpoint. */
export interface DueMessage {
  /** `webhook-id`: the same for each attempt, so that receivers can deduplicate. */
  readonly id: string;
  readonly url: string;
  /** Of the endpoint (Standard Webhooks: `whsec_` and base64). */
  readonly secret: string;
  readonly body: string;
  /** Failed attempts since the message was written or replayed. */
  readonly failures: number;
}

/** What came of posting a message. */
export interface Attempt {
  readonly startedAt: Date;
  readonly endedAt: Date;
  /** Status of the answer; `null` where there was none. */
  readonly status: number | null;
  /** Why there was no answer; `null` where there was one. */
  readonly problem: Problem | null;
  /** Whether the answer was 2xx. */
  readonly delivered: boolean;
  readonly failures: number;
  /** `null`: delivered, or given up. */
  readonly nextAttemptAt: Date | null;
}

/** The outbox of a service: messages are written in the transaction that they tell of. */
export interface WebhookQueue<Message extends DueMessage = DueMessage> {
  /** Recipients with due messages. */
  recipientsWithDue(now: Date): Promise<readonly string[]>;
  /** Leases due messages of a recipient: they are due again at `leasedUntil` unless they are settled. */
  claim(
    recipient: string,
    lease: { readonly now: Date; readonly leasedUntil: Date; readonly limit: number },
  ): Promise<readonly Message[]>;
  /** Records an attempt. */
  settle(message: Message, attempt: Attempt): Promise<void>;
}
