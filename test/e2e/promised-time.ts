import { expect } from 'vitest';

/** Time after which revoked access must be refused everywhere (docs/reference/security.md). */
const promisedMs = 2_000;
/** Longer while other tests run; the measured time is printed. */
const patience = 5;

export function expectPromisedTime(elapsedMs: number): void {
  console.info(`took effect everywhere after ${elapsedMs.toFixed(0)} ms (${promisedMs} on an idle machine)`);
  expect(elapsedMs).toBeLessThan(promisedMs * patience);
}
