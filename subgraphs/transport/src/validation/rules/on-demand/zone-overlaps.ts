import { at, rowsOf } from '../../../feed/columns.ts';
import { zonesOverlap } from '../../../on-demand/zones/overlap.ts';
import type { StopTimes } from '../../read/stop-time-columns.ts';
import { locationsFile } from '../../schema/gtfs-tables.ts';
import type { FeedRule } from '../rule.ts';

/** Zones of a trip with the same pickup or drop-off do not overlap at the same time. */
export const zoneOverlaps: FeedRule = {
  needs: ['stop_times.txt', 'trips.txt', locationsFile],
  check({ table, stopTimes, zones }, notices) {
    if (stopTimes.locationIds.length === 0) return;
    const zoneOf = new Map(zones.map((zone) => [zone.id, zone]));
    const overlaps = new Map<string, boolean>();
    const doOverlap = (one: string, other: string) => {
      const key = `${one}\0${other}`;
      const [first, second] = [zoneOf.get(one), zoneOf.get(other)];
      const known = overlaps.get(key);
      if (known !== undefined) return known;
      const result = first !== undefined && second !== undefined && zonesOverlap(first, second);
      overlaps.set(key, result);
      return result;
    };
    for (const trip of table('trips.txt').rows()) {
      const rows = [...rowsOf(stopTimes.ofTrip, trip)].filter((row) => at(stopTimes.locations, row) !== -1);
      for (const [index, row] of rows.entries()) {
        for (const other of rows.slice(index + 1)) {
          if (!isSameService(stopTimes, row, other)) continue;
          const [one, two] = [row, other].map((each) =>
            at(stopTimes.locationIds, at(stopTimes.locations, each)),
          );
          if (one === undefined || two === undefined || one === two || !doOverlap(one, two)) continue;
          const line = at(stopTimes.lines, other);
          const detail = `"${one}" and "${two}"`;
          const code = 'overlapping_zone_and_pickup_drop_off_window';
          notices.add(code, 'stop_times.txt', line, 'location_id', detail);
        }
      }
    }
  },
};

/** Whether two stop times have the same pickup or drop-off, and windows that overlap. */
function isSameService(
  { pickups, dropOffs, windowStarts, windowEnds }: StopTimes,
  one: number,
  other: number,
): boolean {
  if (at(pickups, one) !== at(pickups, other) && at(dropOffs, one) !== at(dropOffs, other)) return false;
  const times = [windowStarts, windowEnds].flatMap((times) => [at(times, one), at(times, other)]);
  const [start, otherStart, end, otherEnd] = times;
  if (start === undefined || otherStart === undefined || end === undefined || otherEnd === undefined)
    return false;
  return !times.includes(-1) && start < otherEnd && otherStart < end;
}
