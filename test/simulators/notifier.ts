import { setTimeout as sleep } from 'node:timers/promises';
import { delay, type Faults } from './faults.ts';

export interface Delivery {
  readonly url: string;
  /** Created for each attempt, because providers sign each with its time. */
  readonly compose: () => { readonly headers: Record<string, string>; readonly body: string };
  /** Whether the answer stops the repetition. */
  readonly isAcknowledged: (status: number, body: string) => boolean;
}

/** Delivers notifications with configured faults, and repeats them until acknowledged. */
export class Notifier {
  readonly #faults: Faults;
  readonly #random: () => number;
  readonly #retryMilliseconds: number;
  readonly #underWay = new Set<Promise<unknown>>();
  #heldBack: Delivery | null = null;
  #stopped = false;
  /** Acknowledged notifications, by the sender's name. */
  readonly acknowledged = new Set<string>();

  constructor(faults: Faults, random: () => number, retryMilliseconds: number) {
    this.#faults = faults;
    this.#random = random;
    this.#retryMilliseconds = retryMilliseconds;
  }

  send(name: string, delivery: Delivery): void {
    if (this.#heldBack === null && this.#random() < this.#faults.reorder) {
      this.#heldBack = { ...delivery };
      this.#track(this.#releaseLater(name, this.#heldBack));
      return;
    }
    this.#start(name, delivery);
    if (this.#random() < this.#faults.duplicate) this.#start(name, delivery);
  }

  /** Resolves when no delivery is in progress. */
  async idle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.idle();
  }

  async #releaseLater(name: string, delivery: Delivery): Promise<void> {
    await sleep(this.#retryMilliseconds);
    this.#heldBack = null;
    this.#start(name, delivery);
  }

  #start(name: string, delivery: Delivery): void {
    this.#track(this.#deliver(name, delivery));
  }

  #track(work: Promise<unknown>): void {
    const tracked = work.finally(() => this.#underWay.delete(tracked));
    this.#underWay.add(tracked);
  }

  async #deliver(name: string, { url, compose, isAcknowledged }: Delivery): Promise<void> {
    while (!this.#stopped) {
      await delay(this.#faults, this.#random);
      try {
        const response = await fetch(url, {
          method: 'POST',
          ...compose(),
          signal: AbortSignal.timeout(5_000),
        });
        if (isAcknowledged(response.status, await response.text())) {
          this.acknowledged.add(name);
          return;
        }
      } catch {
        // An unreachable receiver is retried like one without an acknowledgement.
      }
      await sleep(this.#retryMilliseconds);
    }
  }
}
