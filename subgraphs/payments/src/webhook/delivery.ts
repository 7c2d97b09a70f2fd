import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import { deliverDue, type WebhookDependencies } from './deliver-due.ts';

/**
 * Each partner's messages wait for that partner alone: one whose server never answers costs nobody else the
 * five seconds of each attempt.
 */
export class WebhookDelivery {
  readonly #dependencies: WebhookDependencies;
  readonly #report: (error: unknown) => void;
  readonly #underWay = new Map<string, Promise<void>>();
  #stopped = false;

  constructor(dependencies: WebhookDependencies, report: (error: unknown) => void) {
    this.#dependencies = dependencies;
    this.#report = report;
  }

  /** Begins with every partner for whom something is due and nothing under way. */
  async begin(): Promise<void> {
    const { db, clock } = this.#dependencies;
    for (const clientId of await partnersWithDue(db, clock())) {
      if (this.#underWay.has(clientId)) continue;
      const sending = this.#sendAll(clientId)
        .catch(this.#report)
        .finally(() => this.#underWay.delete(clientId));
      this.#underWay.set(clientId, sending);
    }
  }

  /** Resolves when nothing is under way any more. */
  async idle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay.values());
  }

  /** Takes up nothing more, and waits for what is under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.idle();
  }

  async #sendAll(clientId: string): Promise<void> {
    while (!this.#stopped && (await deliverDue(this.#dependencies, clientId)) > 0);
  }
}

async function partnersWithDue(db: Db, now: Date): Promise<string[]> {
  const { rows } = await sql<{ client_id: string }>`
    SELECT DISTINCT client_id FROM webhook_endpoint AS endpoint WHERE EXISTS (
      SELECT FROM webhook_message AS message
      WHERE message.client_id = endpoint.client_id AND next_attempt_at <= ${now})`.execute(db);
  return rows.map((row) => row.client_id);
}
