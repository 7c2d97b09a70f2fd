import type { Instant } from '../feed/zone-clock.ts';

/** Clocks of servers differ by less. */
export const maxFutureSeconds = 300;

/**
 * When something was observed: by its own timestamp, or else by its message.
 *
 * @param latest later timestamps are wrong: they would stay the newest for good, and may not be dates at all
 */
export function observationTime(
  timestamp: number | undefined,
  messageTime: Instant,
  latest: Instant,
): Instant {
  return timestamp === undefined || timestamp === 0 || timestamp > latest ? messageTime : timestamp;
}
