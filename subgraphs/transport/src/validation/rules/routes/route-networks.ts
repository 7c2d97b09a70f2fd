import type { FeedRule } from '../rule.ts';

/** Networks of routes are stated in one place. */
export const routeNetworks: FeedRule = {
  needs: ['routes.txt'],
  check({ table }, notices) {
    if (!table('routes.txt').hasColumn('network_id')) return;
    for (const file of ['route_networks.txt', 'networks.txt']) {
      if (table(file).status === 'missing') continue;
      notices.add('route_networks_specified_in_more_than_one_file', 'routes.txt', null, 'network_id', file);
    }
  },
};
