import { Webhook } from 'standardwebhooks';
import { post } from './post.ts';
import type { DueMessage, WebhookQueue } from './queue.ts';
import { nextAttempt } from './schedule.ts';
import type { TargetRules } from './target.ts';

export interface WebhookDependencies<Message extends DueMessage = DueMessage> {
  readonly queue: WebhookQueue<Message>;
  readonly clock: () => Date;
  readonly rules: TargetRules;
}

/** Concurrent deliveries to one recipient. */
const atOnce = 20;

/** Lease of a delivery in progress; after a crash it becomes due again. */
const leaseMilliseconds = 60_000;

/**
 * Sends due messages, each at least once. One queue per recipient, so that a server that never answers delays
 * only its own messages.
 */
export class WebhookDelivery<Message extends DueMessage = DueMessage> {
  readonly #dependencies: WebhookDependencies<Message>;
  readonly #report: (error: unknown) => void;
  readonly #underWay = new Map<string, Promise<void>>();
  #stopped = false;

  constructor(dependencies: WebhookDependencies<Message>, report: (error: unknown) => void) {
    this.#dependencies = dependencies;
    this.#report = report;
  }

  /** Starts deliveries for every recipient with due messages and none in progress. */
  async begin(): Promise<void> {
    const { queue, clock } = this.#dependencies;
    for (const recipient of await queue.recipientsWithDue(clock())) {
      if (this.#underWay.has(recipient)) continue;
      const sending = this.#sendAll(recipient)
        .catch(this.#report)
        .finally(() => this.#underWay.delete(recipient));
      this.#underWay.set(recipient, sending);
    }
  }

  /** Resolves when no delivery is in progress. */
  async idle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay.values());
  }

  /** Starts no more deliveries, and waits for those in progress. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.idle();
  }

  async #sendAll(recipient: string): Promise<void> {
    while (!this.#stopped && (await this.#sendDue(recipient)) > 0);
  }

  async #sendDue(recipient: string): Promise<number> {
    const { queue, clock } = this.#dependencies;
    const now = clock();
    const leasedUntil = new Date(now.getTime() + leaseMilliseconds);
    const due = await queue.claim(recipient, { now, leasedUntil, limit: atOnce });
    await Promise.all(due.map((message) => this.#send(message)));
    return due.length;
  }

  async #send(message: Message): Promise<void> {
    const { queue, clock, rules } = this.#dependencies;
    const startedAt = clock();
    const posted = await post(
      { url: message.url, body: message.body, headers: sign(message, startedAt) },
      rules,
    );
    const endedAt = clock();
    const status = 'status' in posted ? posted.status : null;
    const problem = 'problem' in posted ? posted.problem : null;
    const delivered = status !== null && status >= 200 && status < 300;
    const failures = delivered ? message.failures : message.failures + 1;
    const nextAttemptAt = delivered ? null : nextAttempt(failures, endedAt);
    await queue.settle(message, { startedAt, endedAt, status, problem, delivered, failures, nextAttemptAt });
  }
}

/** Standard Webhooks: id and time are signed with the body, so a receiver recognises a replay. */
function sign({ id, secret, body }: DueMessage, at: Date): Record<string, string> {
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  };
}
