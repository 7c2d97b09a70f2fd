import { metersOf } from '../../../feed/nearby.ts';
import type { FeedRule } from '../rule.ts';

/** Passengers can walk between the stops of a transfer. */
export const transferDistance: FeedRule = {
  needs: ['transfers.txt', 'stops.txt'],
  check({ table, places }, notices) {
    const transfers = table('transfers.txt');
    const stops = table('stops.txt');
    for (const row of transfers.rows()) {
      const [from, to] = ['from_stop_id', 'to_stop_id'].map((field) =>
        places.of(stops.find('stop_id', transfers.text(row, field))),
      );
      if (from === undefined || from === null || to === undefined || to === null) continue;
      const kilometers = metersOf(from, to) / 1_000;
      if (kilometers <= 2) continue;
      const code = kilometers > 10 ? 'transfer_distance_too_large' : 'transfer_distance_above_2_km';
      transfers.notice(notices, code, row, 'to_stop_id', `${kilometers.toFixed(1)} km`);
    }
  },
};
