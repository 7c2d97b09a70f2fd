import { NotificationRefused } from './provider.ts';

const toleranceMilliseconds = 300_000;

/**
 * A genuine notification that somebody has kept and sends again is refused after 300 seconds; what it said is
 * known by then, or is asked for.
 *
 * @throws NotificationRefused
 */
export function requireFresh(sentAt: Date, now: Date): void {
  if (!(Math.abs(now.getTime() - sentAt.getTime()) <= toleranceMilliseconds)) {
    throw new NotificationRefused('sent more than 300 seconds away');
  }
}
