import type { FeedRule } from '../rule.ts';

/** The trips of a block, which one vehicle runs, have one mode. */
export const blockModes: FeedRule = {
  needs: ['trips.txt', 'routes.txt'],
  check({ table }, notices) {
    const trips = table('trips.txt');
    const routes = table('routes.txt');
    for (const [block, members] of trips.by('block_id')) {
      const modes = new Map<string, number>();
      for (const trip of members) {
        const route = routes.find('route_id', trips.text(trip, 'route_id'));
        if (route !== -1) modes.set(routes.text(route, 'route_type'), trip);
      }
      const [, other] = modes.values();
      if (other === undefined) continue;
      trips.notice(notices, 'inconsistent_route_type_for_block_id', other, 'block_id', `block "${block}"`);
    }
  },
};
