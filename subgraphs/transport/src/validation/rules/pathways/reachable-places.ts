import { locationTypeOf, stationOf } from '../../read/places.ts';
import type { Table } from '../../read/table.ts';
import type { FeedRule } from '../rule.ts';

const [stopType, entrance, genericNode, boardingArea] = [0, 2, 3, 4];

/** In a station with pathways, each place can be reached from an entrance and left by one. */
export const reachablePlaces: FeedRule = {
  needs: ['pathways.txt', 'stops.txt'],
  check({ table }, notices) {
    const pathways = table('pathways.txt');
    const stops = table('stops.txt');
    if (pathways.size === 0) return;
    const ends = [...pathways.by('from_stop_id').keys(), ...pathways.by('to_stop_id').keys()];
    const stations = new Set(ends.map((id) => stationOf(stops, stops.find('stop_id', id))));
    stations.delete(-1);
    const entered = reached(pathways, stops, true);
    const left = reached(pathways, stops, false);
    for (const row of stops.rows()) {
      const id = stops.text(row, 'stop_id');
      if (!stations.has(stationOf(stops, row)) || !isWalkedTo(stops, row, id)) continue;
      if (entered.has(id) && left.has(id)) continue;
      const missing = entered.has(id) ? 'no exit' : left.has(id) ? 'no entrance' : 'no entrance, no exit';
      stops.notice(notices, 'pathway_unreachable_location', row, 'stop_id', `"${id}", ${missing}`);
    }
  },
};

function isWalkedTo(stops: Table, row: number, id: string): boolean {
  const type = locationTypeOf(stops, row);
  if (type === stopType) return !stops.by('parent_station').has(id);
  return type === genericNode || type === boardingArea;
}

/** Ids of the places to which pathways lead from entrances, or from which they lead to entrances. */
function reached(pathways: Table, stops: Table, isFromEntrances: boolean): ReadonlySet<string> {
  const visited = new Set<string>();
  for (const row of stops.rows()) {
    if (locationTypeOf(stops, row) === entrance) visited.add(stops.text(row, 'stop_id'));
  }
  // A set is iterated over the ids that are added meanwhile.
  for (const id of visited) {
    for (const [near, far, isAlong] of [
      ['from_stop_id', 'to_stop_id', isFromEntrances],
      ['to_stop_id', 'from_stop_id', !isFromEntrances],
    ] as const) {
      for (const row of pathways.by(near).get(id) ?? []) {
        if (isAlong || pathways.number(row, 'is_bidirectional') === 1) visited.add(pathways.text(row, far));
      }
    }
  }
  return visited;
}
