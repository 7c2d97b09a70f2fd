import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import { deliverDue, type WebhookDependencies } from './deliver-due.ts';

/** One queue per partner, so that a server that never answers delays only its own messages. */
export class WebhookDelivery {
  readonly #dependencies: WebhookDependencies;
  readonly #report: (error: unknown) => void;
  readonly #underWay = new Map<string, Promise<void>>();
  #stopped = false;

  constructor(dependencies: WebhookDependencies, report: (error: unknown) => void) {
    this.#dependencies = dependencies;
    this.#report = report;
  }

  /** Starts deliveries for every partner with due messages and none in progress. */
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

  /** Resolves when no delivery is in progress. */
  async idle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay.values());
  }

  /** Starts no more deliveries, and waits for those in progress. */
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
