import { metersBetween, never, type OracleWalks, secondsOf } from './journey-oracle.ts';
import { pick } from './random.ts';
import { longitude, stops } from './random-timetable.ts';

/*
 * Random pathways in the station of the random timetables, with an entrance near another stop and one near a
 * platform, and the walks that result, found by exhaustive search.
 */

type Random = () => number;

interface Place {
  readonly id: string;
  readonly kind: number;
  readonly latitude: number;
  readonly parent: string;
  readonly isAccessible: boolean;
}

interface Way {
  readonly from: string;
  readonly to: string;
  readonly seconds: number;
  readonly isBidirectional: boolean;
  readonly isAccessible: boolean;
  readonly row: string;
}

export interface RandomStation {
  /** Further rows of stops.txt, and pathways.txt. */
  readonly stopRows: readonly string[];
  readonly pathways: string;
  readonly walks: OracleWalks;
  readonly accessibleWalks: OracleWalks;
}

const ends = ['p1', 'p2', 'n1', 'n2', 'e1', 'e2', 'b1'] as const;

export function randomStation(random: Random): RandomStation {
  const entrance = (id: string, latitude: number): Place => ({
    ...{ id, latitude, kind: 2, parent: 'S' },
    isAccessible: random() > 0.3,
  });
  const node = (id: string): Place => ({ id, latitude: 63, kind: 3, parent: 'S', isAccessible: true });
  const places: Place[] = [
    node('n1'),
    node('n2'),
    // 83 m from the stop s5, and 111 m from the platform p1.
    entrance('e1', 62.203),
    entrance('e2', 63.001),
    // A boarding area of the second platform.
    { id: 'b1', latitude: 63.02, kind: 4, parent: 'p2', isAccessible: true },
  ];
  const ways = Array.from({ length: 4 + Math.floor(random() * 8) }, (_, index) => randomWay(index, random));
  return {
    stopRows: places.map(({ id, kind, latitude, parent, isAccessible }) =>
      [id, id, latitude, longitude, kind, parent, isAccessible ? 0 : 2].join(','),
    ),
    pathways: [
      'pathway_id,from_stop_id,to_stop_id,pathway_mode,is_bidirectional,traversal_time,min_width',
      ...ways.map(({ row }) => row),
    ].join('\n'),
    walks: walksOf(places, ways, false),
    accessibleWalks: walksOf(places, ways, true),
  };
}

function randomWay(index: number, random: Random): Way {
  const from = pick(ends, random);
  const to = pick(
    ends.filter((end) => end !== from),
    random,
  );
  const mode = pick([1, 2, 4, 5, 6], random);
  const isBidirectional = random() < 0.6;
  const seconds = 10 + Math.floor(random() * 300);
  const width = pick(['', '0.7', '0.9'], random);
  return {
    ...{ from, to, seconds, isBidirectional },
    isAccessible: mode !== 2 && mode !== 4 && width !== '0.7',
    row: ['w'.concat(String(index)), from, to, mode, isBidirectional ? 1 : 0, seconds, width].join(','),
  };
}

/** All shortest ways (Floyd and Warshall); infinite where there is none. */
function shortest(
  ids: readonly string[],
  ways: readonly Way[],
  isUsed: (way: Way) => boolean,
  isOneWay: (way: Way) => boolean,
): (from: string, to: string) => number {
  const key = (from: string, to: string) => `${from} ${to}`;
  const best = new Map(ids.map((id) => [key(id, id), 0]));
  const of = (from: string, to: string) => best.get(key(from, to)) ?? never;
  const set = (from: string, to: string, seconds: number) =>
    best.set(key(from, to), Math.min(of(from, to), seconds));
  for (const way of ways.filter(isUsed)) {
    set(way.from, way.to, way.seconds);
    if (!isOneWay(way)) set(way.to, way.from, way.seconds);
  }
  for (const via of ids) {
    for (const from of ids) for (const to of ids) set(from, to, of(from, via) + of(via, to));
  }
  return of;
}

function walksOf(places: readonly Place[], ways: readonly Way[], wheelchair: boolean): OracleWalks {
  const ids = [...ends];
  const closed = new Set(wheelchair ? places.filter((each) => !each.isAccessible).map(({ id }) => id) : []);
  const inside = shortest(
    ids,
    ways,
    (way) => (!wheelchair || way.isAccessible) && !closed.has(way.from) && !closed.has(way.to),
    (way) => !way.isBidirectional,
  );
  const used = new Set(ways.flatMap(({ from, to }) => [from, to]));
  const area: Way = { from: 'b1', to: 'p2', seconds: 0, isBidirectional: true, isAccessible: true, row: '' };
  const connected = shortest(
    ids,
    used.has('b1') ? [...ways, area] : ways,
    () => true,
    () => false,
  );
  const entrances = places.filter(({ kind, id }) => kind === 2 && !closed.has(id));
  const areasOf = (id: string) => (id === 'p2' ? ['p2', 'b1'] : [id]).filter((each) => used.has(each));
  /** A platform with boarding areas is at these. */
  const least = (from: string, to: string) =>
    Math.min(...areasOf(from).flatMap((one) => areasOf(to).map((other) => inside(one, other))));
  const isLinked = (from: string, to: string) =>
    areasOf(from).some((one) => areasOf(to).some((other) => connected(one, other) < never));
  const isInside = (id: string) =>
    ['e1', 'e2'].some((entrance) => used.has(entrance) && isLinked(id, entrance));
  const streetEnds = (id: string, latitude: number, seconds: (entrance: string) => number) =>
    isInside(id)
      ? entrances.map((each) => ({ latitude: each.latitude, seconds: seconds(each.id), id: each.id }))
      : [{ latitude, seconds: 0, id }];
  const between = stops.map((from) =>
    stops.map((to) => {
      const isSameStation = from.station !== '' && from.station === to.station;
      const street = streetEnds(from.id, from.latitude, (entrance) => least(from.id, entrance)).flatMap(
        (exit) =>
          streetEnds(to.id, to.latitude, (entrance) => least(entrance, to.id)).map((entry) => {
            const meters = metersBetween(exit.latitude, entry.latitude);
            if (exit.id === entry.id || (meters > 400 && !isSameStation)) return never;
            return exit.seconds + secondsOf(meters) + entry.seconds;
          }),
      );
      const isDescribed = isInside(from.id) || isInside(to.id) || isLinked(from.id, to.id);
      const way = Math.max(60, least(from.id, to.id));
      // Where no entrance is known, pathways alone lead from one platform to the other.
      if (isDescribed && !isInside(from.id) && !isInside(to.id)) return way;
      return Math.min(way, ...street);
    }),
  );
  const around = (latitude: number, seconds: (entrance: string, stop: string) => number) =>
    stops.map((stop) =>
      Math.min(
        ...streetEnds(stop.id, stop.latitude, (entrance) => seconds(entrance, stop.id)).map((end) => {
          const meters = metersBetween(latitude, end.latitude);
          return meters > 1_000 ? never : secondsOf(meters) + end.seconds;
        }),
      ),
    );
  return {
    between,
    from: (latitude) => around(latitude, (entrance, stop) => least(entrance, stop)),
    to: (latitude) => around(latitude, (entrance, stop) => least(stop, entrance)),
  };
}
