import { describe, expect, it, test, vi } from 'vitest';
import { archiveOf, type Files, smallFeed } from '../../../test/small-feed.ts';
import { loadFeed } from '../../gtfs/load-feed.ts';
import { isWheelchairPathway, type Pathway, secondsOfPathway } from '../../pathways/pathway.ts';
import { secondsOfWay } from '../footpaths.ts';
import { JourneyPlanner } from '../planner.ts';
import type { PlanningTables } from '../planning-tables.ts';
import { planningTables } from '../planning-tables.ts';
import { buildTimetable } from '../timetable.ts';
import { StationWalks } from './station-walks.ts';

const unknown: Pathway = {
  mode: 1,
  length: null,
  traversalSeconds: null,
  stairs: null,
  maxSlope: null,
  minWidth: null,
  levels: null,
  meters: null,
};

describe('a pathway', () => {
  it.each([
    { what: 'a stated time', pathway: { mode: 4, traversalSeconds: 45, length: 500 }, seconds: 45 },
    { what: 'its length', pathway: { length: 100 }, seconds: 80 },
    { what: 'the distance of its ends', pathway: { meters: 50 }, seconds: 40 },
    { what: 'nothing', pathway: {}, seconds: 10 },
    { what: 'stairs down', pathway: { mode: 2, stairs: -40 }, seconds: 24 },
    { what: 'levels of stairs', pathway: { mode: 2, levels: 2 }, seconds: 18 },
    { what: 'levels of an escalator', pathway: { mode: 4, levels: 3 }, seconds: 60 },
    { what: 'the length of an escalator', pathway: { mode: 4, length: 10, levels: 3 }, seconds: 20 },
    { what: 'levels of an elevator', pathway: { mode: 5, levels: 2 }, seconds: 40 },
  ])('takes $seconds s by $what', ({ pathway, seconds }) => {
    expect(secondsOfPathway({ ...unknown, ...pathway })).toBe(seconds);
  });

  it.each([
    { what: 'a walkway', pathway: {}, passes: true },
    { what: 'stairs', pathway: { mode: 2 }, passes: false },
    { what: 'an escalator', pathway: { mode: 4 }, passes: false },
    { what: 'an elevator beside stairs', pathway: { mode: 5, stairs: 20 }, passes: true },
    { what: 'a walkway with steps', pathway: { stairs: -3 }, passes: false },
    { what: 'a ramp of 1 to 12', pathway: { maxSlope: -0.0833 }, passes: true },
    { what: 'a steeper ramp', pathway: { maxSlope: -0.09 }, passes: false },
    { what: 'a wide gate', pathway: { mode: 6, minWidth: 0.8 }, passes: true },
    { what: 'a narrow gate', pathway: { mode: 6, minWidth: 0.79 }, passes: false },
  ])('passes a wheelchair, or not: $what', ({ pathway, passes }) => {
    expect(isWheelchairPathway({ ...unknown, ...pathway })).toBe(passes);
  });
});

/** A station of the platforms s2 and s3, which are 1.1 km apart; the stop s1 is on the street. */
const station: Files = {
  ...smallFeed,
  'stops.txt': [
    'stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station,level_id,stop_access',
    's1,First,62.0000,27,0,,,',
    's2,Second,62.0100,27,0,S,deep,',
    's3,Third,62.0200,27,0,S,street,',
    'S,Station,62.0100,27,1,,,',
    'e1,South Entrance,62.0020,27,2,S,street,\n',
  ].join('\n'),
  'levels.txt': 'level_id,level_index\nstreet,0\ndeep,-2\n',
};
const pathways = (...rows: readonly string[]) => ({
  'pathways.txt': [
    'pathway_id,from_stop_id,to_stop_id,pathway_mode,is_bidirectional,traversal_time',
    ...rows,
    '',
  ].join('\n'),
});

async function planned(more: Files) {
  const feed = await loadFeed(archiveOf({ ...station, ...more }), 'T');
  const timetable = buildTimetable(planningTables(feed));
  const row = (id: string) => feed.stops.ids.get(id)!;
  const ways = (from: string, to: string) => [
    secondsOfWay(timetable.walks.footpaths, row(from), row(to)),
    secondsOfWay(timetable.accessibleWalks.footpaths, row(from), row(to)),
  ];
  return { timetable, ways, row };
}

const stairsAndLift = pathways('stairs,e1,s2,2,1,', 'lift,e1,s2,5,1,100', 'hall,s2,s3,1,0,70');
/** On the street from the stop s1 to the entrance: 222 m. */
const street = 232;

describe('walks through a station', () => {
  test('are the shortest by pathways, by entrances and in their direction', async () => {
    const { ways } = await planned(stairsAndLift);
    expect(ways('s1', 's2')).toEqual([street + 18, street + 100]);
    expect(ways('s2', 's1')).toEqual([street + 18, street + 100]);
    expect(ways('s2', 's3')).toEqual([70, 70]);
    expect(ways('s3', 's2')).toEqual([undefined, undefined]);
  });

  test('are straight lines without pathways, as between stops on the street', async () => {
    const { ways, timetable } = await planned({});
    expect(timetable.accessibleWalks).toBe(timetable.walks);
    // 1.1 km is too far from the street, and not in a station.
    expect(ways('s1', 's2')).toEqual([undefined, undefined]);
    expect(ways('s3', 's2')).toEqual([1157, 1157]);
  });

  test('are never by stairs with a wheelchair, whatever transfers.txt states', async () => {
    const { ways } = await planned({
      ...pathways('stairs,e1,s2,2,1,', 'hall,s2,s3,1,1,70', 'lift,e1,s3,5,0,90'),
      'transfers.txt':
        'from_stop_id,to_stop_id,transfer_type,min_transfer_time\ns1,s2,2,500\ns2,s3,2,30\ns2,s1,2,200\ns3,s2,3,\n',
    });
    expect(ways('s1', 's2')).toEqual([500, 500]);
    expect(ways('s2', 's1')).toEqual([200, undefined]);
    expect(ways('s2', 's3')).toEqual([30, 70]);
    expect(ways('s3', 's2')).toEqual([undefined, undefined]);
  });

  test('need no entrance to a stop with access from the street', async () => {
    const stops = station['stops.txt']!.replace(
      's3,Third,62.0200,27,0,S,street,',
      's3,Third,62.0200,27,0,S,street,1',
    );
    const { ways } = await planned({ 'stops.txt': stops, ...pathways('lift,e1,s2,5,1,100') });
    const apart = Math.ceil((2_001.5 * 1.3) / 1.25);
    expect(ways('s2', 's3')).toEqual([apart + 100, apart + 100]);
  });

  test('lead from and to places on the map', async () => {
    const { timetable, row } = await planned(stairsAndLift);
    const planner = new JourneyPlanner(timetable);
    const place = { latitude: 62.001, longitude: 27 };
    const at = Date.parse('2017-06-01T07:00:00+03:00') / 1000;
    const walked = (wheelchair: boolean, query: object) =>
      planner
        .plan({ from: place, to: row('s2'), departAt: at, maxTransfers: 0, wheelchair, ...query })
        .filter(({ legs }) => legs.every(({ kind }) => kind === 'walk'))
        .map(({ departure, arrival }) => arrival - departure);
    expect(walked(false, {})).toEqual([116 + 18]);
    expect(walked(true, {})).toEqual([116 + 100]);
    expect(walked(true, { from: row('s2'), to: place })).toEqual([116 + 100]);
  });
});

it('looks once at each entrance, however many exits lead to it', () => {
  const entrances = 20;
  const kinds = Uint8Array.from([0, 0, ...Array(entrances).fill(2)]);
  const places = [...kinds.keys()];
  const stops = {
    kinds,
    parents: new Int32Array(kinds.length).fill(-1),
    latitudes: Float64Array.from(places, (place) => 62 + place * 1e-5),
    longitudes: new Float64Array(kinds.length).fill(27),
    wheelchair: new Uint8Array(kinds.length),
    access: new Uint8Array(kinds.length),
  };
  // Both platforms lead to every entrance.
  const exits = places.slice(2);
  const pathways = {
    from: Int32Array.from([...exits.map(() => 0), ...exits.map(() => 1)]),
    to: Int32Array.from([...exits, ...exits]),
    seconds: new Int32Array(2 * entrances).fill(30),
    bidirectional: new Uint8Array(2 * entrances).fill(1),
    accessible: new Uint8Array(2 * entrances).fill(1),
  };
  const walks = new StationWalks(stops as unknown as PlanningTables['stops'], pathways, false);
  const looks = vi.spyOn(walks.ways, 'platformsFrom');
  expect([...walks.from(0, [1])]).toEqual([[1, 60]]);
  expect(looks.mock.calls.length).toBeLessThanOrEqual(2 * entrances + 1);
});
