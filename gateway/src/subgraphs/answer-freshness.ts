/**
 * How long others may cache a client's whole answer: the minimum over its parts. Starts closed; one
 * uncacheable part closes it for good.
 */
export class AnswerFreshness {
  #seconds: number | null = null;

  /** @param seconds remaining lifetime of a part; 0 if it may not be cached */
  limit(seconds: number): void {
    const whole = Math.max(0, Math.floor(seconds));
    this.#seconds = this.#seconds === null ? whole : Math.min(this.#seconds, whole);
  }

  /** Seconds; 0 if the answer may not be cached. */
  get maxAge(): number {
    return this.#seconds ?? 0;
  }
}

/** `Cache-Control` of an answer (RFC 9111, section 5.2.2), in Apollo Server's format. */
export function cacheControl(maxAge = 0): string {
  return maxAge > 0 ? `max-age=${maxAge}, public` : 'no-store';
}
