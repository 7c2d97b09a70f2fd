import { expect } from 'vitest';

/** What is taken back is refused everywhere after that long (docs/reference/security.md). */
const promisedMs = 2_000;
/** Beside other tests; the time that it took is printed. */
const patience = 5;

export function expectPromisedTime(elapsedMs: number): void {
  console.info(
    `took effect everywhere after ${elapsedMs.toFixed(0)} ms (${promisedMs} on a machine with nothing else to do)`,
  );
  expect(elapsedMs).toBeLessThan(promisedMs * patience);
}
