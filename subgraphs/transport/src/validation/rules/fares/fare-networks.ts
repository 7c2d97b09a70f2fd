import type { FeedData } from '../../read/feed-data.ts';
import type { FeedRule } from '../rule.ts';

const references = [
  ['fare_leg_rules.txt', 'network_id'],
  ['fare_leg_join_rules.txt', 'from_network_id'],
  ['fare_leg_join_rules.txt', 'to_network_id'],
] as const;

/** Networks of fare rules are in networks.txt or routes.txt; rules that join legs name two stops or none. */
export const fareNetworks: FeedRule = {
  needs: ['fare_leg_rules.txt', 'fare_leg_join_rules.txt', 'networks.txt', 'routes.txt'],
  check(feed, notices) {
    const { table } = feed;
    for (const [file, field] of references) {
      const rows = table(file);
      for (const row of rows.rows()) {
        const network = rows.text(row, field);
        if (network === '' || isNetwork(feed, network)) continue;
        const detail = `"${network}" is in neither networks.txt nor routes.txt`;
        rows.notice(notices, 'foreign_key_violation', row, field, detail);
      }
    }
    const joins = table('fare_leg_join_rules.txt');
    for (const row of joins.rows()) {
      if (joins.has(row, 'from_stop_id') === joins.has(row, 'to_stop_id')) continue;
      const missing = joins.has(row, 'from_stop_id') ? 'to_stop_id' : 'from_stop_id';
      joins.notice(notices, 'missing_required_field', row, missing);
    }
  },
};

function isNetwork({ table }: FeedData, id: string): boolean {
  return table('networks.txt').by('network_id').has(id) || table('routes.txt').by('network_id').has(id);
}
