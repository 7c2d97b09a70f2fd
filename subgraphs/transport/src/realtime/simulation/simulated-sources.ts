import type { Feed } from '../../feed/feed.ts';
import type { Instant } from '../../feed/zone-clock.ts';
import type { FeedMessageInit } from '../message/feed-message.ts';
import { writeFeedMessage } from '../message/write-feed-message.ts';
import { RealtimeSource } from '../source/realtime-source.ts';
import { simulatedUpdates } from './simulated-updates.ts';
import { simulatedVehicles } from './simulated-vehicles.ts';

/** Real-time sources of the demo city: written as messages, and read like those of an operator. */
export function simulatedSources(feed: () => Feed | null, clock: () => Date): RealtimeSource[] {
  const source = (name: string, seconds: number, make: (feed: Feed, now: Instant) => FeedMessageInit) =>
    new RealtimeSource(
      { name, seconds, staleSeconds: 300, isSimulated: true },
      {
        read: async () => {
          const current = feed();
          const now = Math.floor(clock().getTime() / 1000);
          return current === null ? null : writeFeedMessage(make(current, now));
        },
      },
      clock,
    );
  return [
    source('simulated-trips', 60, simulatedUpdates),
    source('simulated-vehicles', 5, simulatedVehicles),
  ];
}
