import { SdmxError } from './sdmx-error.ts';

/** Data messages that are written at the same time; each holds a page of rows. */
const maximumStreams = 16;

/** Bounds the memory and the engine's work of simultaneous data messages. */
export class StreamSlots {
  #taken = 0;

  /**
   * @returns gives the slot back; further calls have no effect
   * @throws SdmxError 503
   */
  take(): () => void {
    if (this.#taken >= maximumStreams) {
      throw new SdmxError(503, 'too many data messages are being written; retry in a few seconds');
    }
    this.#taken += 1;
    let isTaken = true;
    return () => {
      if (isTaken) this.#taken -= 1;
      isTaken = false;
    };
  }
}
