const [second, minute, hour, day] = [1_000, 60_000, 3_600_000, 86_400_000];

/**
 * Delay after each failed attempt: GOV.UK Pay's schedule (alphagov/pay-webhooks). After two days the message
 * is given up, and can be replayed.
 */
export const waits: readonly number[] = [60 * second, 5 * minute, hour, day, 2 * day];

/** @returns null after the last attempt */
export function nextAttempt(failures: number, failedAt: Date): Date | null {
  const wait = waits[failures - 1];
  return wait === undefined ? null : new Date(failedAt.getTime() + wait);
}
