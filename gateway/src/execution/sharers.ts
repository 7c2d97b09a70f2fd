/** Requests that wait for the answer that is being made for another one: who gets it has read it as well. */
export class Sharers {
  #requestIds: string[] | null = null;
  #isClosed = false;

  /** @returns whether it will be recorded with the others; where not, whoever joins has to see to it */
  join(requestId: string): boolean {
    if (this.#isClosed) return false;
    this.#requestIds ??= [];
    this.#requestIds.push(requestId);
    return true;
  }

  /** From now on nobody is recorded with the others. @returns all who are */
  close(): readonly string[] {
    this.#isClosed = true;
    return this.#requestIds ?? [];
  }
}
