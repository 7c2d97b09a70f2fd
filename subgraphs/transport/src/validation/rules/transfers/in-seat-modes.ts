import type { FeedRule } from '../rule.ts';

const inSeat = '4';

/** Passengers stay aboard into a trip of the same mode. */
export const inSeatModes: FeedRule = {
  needs: ['transfers.txt', 'routes.txt'],
  check({ table }, notices) {
    const transfers = table('transfers.txt');
    const routes = table('routes.txt');
    for (const row of transfers.by('transfer_type').get(inSeat) ?? []) {
      const [from, to] = ['from_route_id', 'to_route_id'].map((field) => {
        const route = routes.find('route_id', transfers.text(row, field));
        return route === -1 ? null : routes.text(route, 'route_type');
      });
      if (from === null || to === null || from === to) continue;
      transfers.notice(notices, 'inconsistent_route_type_for_in_seat_transfer', row, 'to_route_id');
    }
  },
};
