/**
 * For how long a client's whole answer may be kept by others on its way: the least of what is left of each
 * part. It starts closed, and any part that may not be kept closes it for good.
 */
export class AnswerFreshness {
  #seconds: number | null = null;

  /** @param seconds what is left of a part; 0 where it may not be kept */
  limit(seconds: number): void {
    const whole = Math.max(0, Math.floor(seconds));
    this.#seconds = this.#seconds === null ? whole : Math.min(this.#seconds, whole);
  }

  /** Seconds; 0 where the answer may not be kept. */
  get maxAge(): number {
    return this.#seconds ?? 0;
  }
}

/** `Cache-Control` of an answer (RFC 9111, section 5.2.2), as Apollo Server writes it. */
export function cacheControl(maxAge = 0): string {
  return maxAge > 0 ? `max-age=${maxAge}, public` : 'no-store';
}
