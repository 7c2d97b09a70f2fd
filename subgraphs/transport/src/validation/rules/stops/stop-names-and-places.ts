import type { RowRule } from '../rule.ts';

/** Stops, stations and entrances have a name and a place; nodes and boarding areas need neither. */
export const stopNamesAndPlaces: RowRule = {
  file: 'stops.txt',
  check(row) {
    const name = row.text('stop_name');
    if ((row.number('location_type') ?? 0) <= 2) {
      const canHaveName = row.hasColumn('stop_name') || row.hasColumn('location_type');
      if (name === '' && canHaveName) row.notice('missing_stop_name', 'stop_name');
      for (const field of ['stop_lat', 'stop_lon']) {
        if (row.has(field)) continue;
        row.notice('stop_without_location', field);
        break;
      }
    }
    if (name !== '' && name.toLowerCase() === row.text('stop_desc').toLowerCase()) {
      row.notice('same_name_and_description_for_stop', 'stop_desc');
    }
  },
};
