import { SdmxError } from './sdmx-error.ts';

/** Data messages that are written at the same time; each holds a page of rows. */
const maximumStreams = 16;
/** Of one client, so that no client takes all. */
const maximumPerClient = 2;

/** Bounds the memory and the engine's work of simultaneous queries, in all and by client. */
export class StreamSlots {
  readonly #taken = new Map<string, number>();
  #total = 0;

  /**
   * @param client network of the client
   * @returns gives the slot back; further calls have no effect
   * @throws SdmxError 429, 503
   */
  take(client: string): () => void {
    const own = this.#taken.get(client) ?? 0;
    if (own >= maximumPerClient) {
      throw new SdmxError(
        429,
        `${maximumPerClient} queries of this address are being answered; retry when one has ended`,
      );
    }
    if (this.#total >= maximumStreams) {
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
