import type { RowView } from '../../read/row-view.ts';
import type { RowRule } from '../rule.ts';

const maxShortName = 12;

/** A route has a name, and short name, long name and description differ. */
export const routeNames: RowRule = {
  file: 'routes.txt',
  check(row) {
    const [short, long] = [row.text('route_short_name'), row.text('route_long_name')];
    if (short === '' && long === '') row.notice('route_both_short_and_long_name_missing', 'route_short_name');
    if (short.length > maxShortName) row.notice('route_short_name_too_long', 'route_short_name');
    if (short !== '' && long !== '' && repeats(long.toLowerCase(), short.toLowerCase())) {
      row.notice('route_long_name_contains_short_name', 'route_long_name');
    }
    checkDescription(row, [short, long]);
  },
};

/** Whether the long name is the short name, alone or before a space, hyphen or bracket. */
function repeats(long: string, short: string): boolean {
  if (!long.startsWith(short)) return false;
  const rest = long.slice(short.length);
  return rest === '' || /^\s?[\s\-()]/.test(rest);
}

function checkDescription(row: RowView, names: readonly string[]): void {
  const description = row.text('route_desc').toLowerCase();
  if (description === '') return;
  if (names.some((name) => name.toLowerCase() === description)) {
    row.notice('same_name_and_description_for_route', 'route_desc');
  }
}
