/** Maximum records per write, which has a total bound; later joiners are recorded in their own write. */
const maxRequests = 32;

/** Requests that wait for another one's answer: each receives it, so each is recorded. */
export class CoalescedRequests {
  #requestIds: string[] | null = null;
  #isClosed = false;

  /** @returns whether it is recorded with the others; otherwise the joiner must record it itself */
  join(requestId: string): boolean {
    this.#requestIds ??= [];
    if (this.#isClosed || this.#requestIds.length >= maxRequests) return false;
    this.#requestIds.push(requestId);
    return true;
  }

  /**
   * Closes the list.
   * @returns all that joined
   */
  close(): readonly string[] {
    this.#isClosed = true;
    return this.#requestIds ?? [];
  }
}
