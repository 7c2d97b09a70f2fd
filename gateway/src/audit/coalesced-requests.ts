/**
 * So many are recorded in one write, which has a bound as a whole; whoever joins beyond has one of his own.
 */
const most = 32;

/** Requests that wait for the answer that is being made for another one: who gets it has read it as well. */
export class CoalescedRequests {
  #requestIds: string[] | null = null;
  #isClosed = false;

  /** @returns whether it will be recorded with the others; where not, whoever joins has to see to it */
  join(requestId: string): boolean {
    this.#requestIds ??= [];
    if (this.#isClosed || this.#requestIds.length >= most) return false;
    this.#requestIds.push(requestId);
    return true;
  }

  /** From now on nobody is recorded with the others. @returns all who are */
  close(): readonly string[] {
    this.#isClosed = true;
    return this.#requestIds ?? [];
  }
}
