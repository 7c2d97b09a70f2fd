import { NotificationRefused } from './provider.ts';

const toleranceMilliseconds = 300_000;

/**
 * Refuses a genuine notification older than 300 seconds, as a replay; the provider is queried instead.
 *
 * @throws NotificationRefused
 */
export function requireFresh(sentAt: Date, now: Date): void {
  if (!(Math.abs(now.getTime() - sentAt.getTime()) <= toleranceMilliseconds)) {
    throw new NotificationRefused('the timestamp is more than 300 seconds off');
  }
}
