/** Entries that are written together, and whoever waits for them: one promise for all. */
export class WaitingGroup {
  readonly texts: string[] = [];
  readonly durable: Promise<void>;
  #resolve: () => void = () => undefined;
  #reject: (error: Error) => void = () => undefined;

  constructor() {
    this.durable = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** They are on disk. */
  succeed(): void {
    this.#resolve();
  }

  fail(error: Error): void {
    this.#reject(error);
  }
}
