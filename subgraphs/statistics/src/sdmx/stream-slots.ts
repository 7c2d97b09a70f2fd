import { SdmxError } from './sdmx-error.ts';

/** Answers at the same time, in all and of one client. */
interface SlotLimits {
  readonly all: number;
  readonly perClient: number;
}

/** Data messages that are written at the same time; each holds a page of rows. */
export const dataLimits: SlotLimits = { all: 16, perClient: 2 };
/** Structure messages that are sent at the same time; each is held whole until the client has read it. */
export const structureLimits: SlotLimits = { all: 32, perClient: 8 };

/** Bounds the memory and the engine's work of simultaneous queries, in all and by client. */
export class StreamSlots {
  readonly #taken = new Map<string, number>();
  readonly #limits: SlotLimits;
  #total = 0;

  constructor(limits: SlotLimits) {
    this.#limits = limits;
  }

  /**
   * @param client network of the client
   * @returns gives the slot back; further calls have no effect
   * @throws SdmxError 429, 503
   */
  take(client: string): () => void {
    const { all, perClient } = this.#limits;
    const own = this.#taken.get(client) ?? 0;
    if (own >= perClient) {
      throw new SdmxError(
        429,
        `${perClient} queries of this address are being answered; retry when one has ended`,
      );
    }
    if (this.#total >= all) {
      throw new SdmxError(503, 'too many queries are being answered; retry in a few seconds');
    }
    this.#taken.set(client, own + 1);
    this.#total += 1;
    let isTaken = true;
    return () => {
      if (isTaken) this.#release(client);
      isTaken = false;
    };
  }

  #release(client: string): void {
    const left = (this.#taken.get(client) ?? 0) - 1;
    if (left > 0) this.#taken.set(client, left);
    else this.#taken.delete(client);
    this.#total -= 1;
  }
}
