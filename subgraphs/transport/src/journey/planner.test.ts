import { describe, expect, it } from 'vitest';
import { archiveOf, type Files, smallFeed } from '../../test/small-feed.ts';
import { loadFeed } from '../gtfs/load-feed.ts';
import { JourneyPlanner } from './planner.ts';
import { planningTables } from './planning-tables.ts';
import { buildTimetable } from './timetable.ts';

const header = 'trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type';

/** Each call is `trip time stop`; `-` behind a stop forbids boarding, `~` alighting. */
function stopTimes(...calls: string[]): string {
  const rows = calls.map((call, index) => {
    const [trip, time, stop = ''] = call.split(' ');
    const name = stop.replace(/[-~]/g, '');
    return `${trip},${time}:00,${time}:00,${name},${index},${stop.endsWith('-') ? 1 : 0},${stop.endsWith('~') ? 1 : 0}`;
  });
  return [header, ...rows].join('\n');
}

function trips(...ids: string[]): string {
  return ['route_id,service_id,trip_id', ...ids.map((id) => `r1,daily,${id}`)].join('\n');
}

/** Distant stops, except `n1`, `n2` and `n3`, which are 222 m apart. */
const places = [
  'stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station',
  ...['a', 'b', 'c', 'd', 'e'].map((id, index) => `${id},${id},62.${index}0,27.0,0,`),
  'n1,n1,63.000,27.0,0,',
  'n2,n2,63.002,27.0,0,',
  'n3,n3,63.004,27.0,0,',
  'S,Station,64.0,27.0,1,',
  'p1,Platform 1,64.0,27.0,0,S',
  'p2,Platform 2,64.02,27.0,0,S',
].join('\n');

async function plan(
  files: Files,
  from: string,
  to: string,
  departAt: string,
  maxTransfers = 4,
): Promise<string[]> {
  const feed = await loadFeed(archiveOf({ ...smallFeed, 'stops.txt': places, ...files }), 'T');
  const row = (id: string) => feed.stops.ids.get(id)!;
  const itineraries = new JourneyPlanner(buildTimetable(planningTables(feed))).plan({
    from: row(from),
    to: row(to),
    departAt: Date.parse(departAt) / 1000,
    maxTransfers,
  });
  const name = (stop: number) => feed.stops.ids.at(stop);
  const clock = (instant: number) => feed.clock.format(instant).slice(11, 16);
  return itineraries.map(({ legs }) =>
    legs
      .map((leg) => {
        const by = leg.kind === 'walk' ? 'walk' : feed.trips.ids.at(leg.trip);
        return `${name(leg.from)} ${clock(leg.departure)} ${by} ${name(leg.to)} ${clock(leg.arrival)}`;
      })
      .join(', '),
  );
}

const morning = '2017-06-01T08:00:00+03:00';

describe('planning a journey', () => {
  it('offers fewer transfers and earlier arrivals side by side', async () => {
    const files = {
      'trips.txt': trips('slow', 'fast1', 'fast2'),
      'stop_times.txt': stopTimes(
        'slow 08:10 a',
        'slow 09:30 c',
        'fast1 08:15 a',
        'fast1 08:30 b',
        'fast2 08:30 b',
        'fast2 08:50 c',
      ),
    };
    expect(await plan(files, 'a', 'c', morning)).toEqual([
      'a 08:10 slow c 09:30',
      'a 08:15 fast1 b 08:30, b 08:30 fast2 c 08:50',
    ]);
    expect(await plan(files, 'a', 'c', morning, 0)).toEqual(['a 08:10 slow c 09:30']);
  });

  it('walks to the vehicle just in time, between vehicles, and from the last one', async () => {
    const files = {
      'trips.txt': trips('t1', 't2'),
      'stop_times.txt': stopTimes('t1 08:20 n2', 't1 08:40 b', 't2 09:00 b', 't2 09:20 p1'),
    };
    // 222.4 m at 1.25 m/s with a detour of 1.3 are 232 s.
    expect(await plan(files, 'n1', 'p1', morning)).toEqual([
      'n1 08:16 walk n2 08:20, n2 08:20 t1 b 08:40, b 09:00 t2 p1 09:20',
    ]);
    expect(await plan(files, 'n2', 'n1', morning)).toEqual(['n2 08:00 walk n1 08:03']);
  });

  it('walks from a vehicle at a stop that an earlier walk could have reached', async () => {
    const files = {
      'trips.txt': trips('t1', 't2'),
      'stop_times.txt': stopTimes('t1 08:10 n1', 't1 08:12 n2', 't2 08:20 n3', 't2 08:40 c'),
    };
    // From n1 to n3 are 445 m, more than the maximum walk.
    expect(await plan(files, 'n1', 'c', morning)).toEqual([
      'n1 08:10 t1 n2 08:12, n2 08:12 walk n3 08:15, n3 08:20 t2 c 08:40',
    ]);
  });

  it('transfers between the platforms of a station, and arrives at any of them', async () => {
    const files = {
      'trips.txt': trips('t1', 't2'),
      'stop_times.txt': stopTimes('t1 08:20 a', 't1 08:40 p1', 't2 10:00 p2', 't2 10:20 c'),
    };
    // The platforms are 2.2 km apart: 2,313 s on foot.
    expect(await plan(files, 'a', 'c', morning)).toEqual([
      'a 08:20 t1 p1 08:40, p1 08:40 walk p2 09:18, p2 10:00 t2 c 10:20',
    ]);
    expect(await plan(files, 'a', 'S', morning)).toEqual(['a 08:20 t1 p1 08:40']);
    expect(await plan(files, 'S', 'c', morning)).toEqual(['p2 10:00 t2 c 10:20']);
  });

  it('takes a trip that overtakes another', async () => {
    const files = {
      'trips.txt': trips('slow', 'fast'),
      'stop_times.txt': stopTimes(
        'slow 08:10 a',
        'slow 09:00 b',
        'slow 10:00 c',
        'fast 08:20 a',
        'fast 08:30 b',
        'fast 08:40 c',
      ),
    };
    expect(await plan(files, 'a', 'c', morning)).toEqual(['a 08:20 fast c 08:40']);
  });

  it('boards a loop at the first and at the second call of a stop', async () => {
    const files = {
      'trips.txt': trips('loop'),
      'stop_times.txt': stopTimes(
        'loop 08:10 a',
        'loop 08:20 b',
        'loop 08:30 c',
        'loop 08:40 a',
        'loop 08:50 d',
      ),
    };
    expect(await plan(files, 'a', 'b', morning)).toEqual(['a 08:10 loop b 08:20']);
    expect(await plan(files, 'b', 'a', morning)).toEqual(['b 08:20 loop a 08:40']);
    expect(await plan(files, 'b', 'd', morning)).toEqual(['b 08:20 loop d 08:50']);
    expect(await plan(files, 'a', 'd', '2017-06-01T08:35:00+03:00')).toEqual(['a 08:40 loop d 08:50']);
  });

  it('boards and alights only where allowed', async () => {
    const files = {
      'trips.txt': trips('t1', 't2'),
      'stop_times.txt': stopTimes(
        't1 08:10 a-',
        't1 08:20 b~',
        't1 08:30 c',
        't2 09:10 a',
        't2 09:20 b',
        't2 09:30 c',
      ),
    };
    expect(await plan(files, 'a', 'c', morning)).toEqual(['a 09:10 t2 c 09:30']);
    expect(await plan(files, 'a', 'b', morning)).toEqual(['a 09:10 t2 b 09:20']);
    expect(await plan(files, 'b', 'c', morning)).toEqual(['b 08:20 t1 c 08:30']);
  });

  it('rides on after midnight with a trip of the day before, and into the next morning', async () => {
    const files = {
      'trips.txt': trips('night', 'early'),
      'stop_times.txt': stopTimes(
        'night 23:50 a',
        'night 24:40 b',
        'night 25:10 c',
        'early 05:00 c',
        'early 05:30 d',
      ),
    };
    expect(await plan(files, 'b', 'd', '2017-06-02T00:30:00+03:00')).toEqual([
      'b 00:40 night c 01:10, c 05:00 early d 05:30',
    ]);
    expect(await plan(files, 'a', 'd', '2017-06-01T20:00:00+03:00')).toEqual([
      'a 23:50 night c 01:10, c 05:00 early d 05:30',
    ]);
  });

  it('catches a connection in the repeated hour', async () => {
    const files = {
      'trips.txt': trips('t1', 't2'),
      'stop_times.txt': stopTimes('t1 27:30 a', 't1 27:50 b', 't2 28:20 b', 't2 28:40 c'),
    };
    // 2017-10-29: 27:50 is 03:50+03:00, 28:20 is 03:20+02:00, half an hour later.
    expect(await plan(files, 'a', 'c', '2017-10-29T03:00:00+03:00')).toEqual([
      'a 03:30 t1 b 03:50, b 03:20 t2 c 03:40',
    ]);
  });

  it('obeys transfers.txt', async () => {
    const files = {
      'trips.txt': trips('t1', 't2', 't3'),
      'stop_times.txt': stopTimes(
        't1 08:20 a',
        't1 08:40 n1',
        't2 08:50 n2',
        't2 09:00 c',
        't3 09:50 n2',
        't3 10:00 c',
      ),
    };
    const transfers = (row: string) => ({
      'transfers.txt': `from_stop_id,to_stop_id,transfer_type,min_transfer_time\n${row}\n`,
    });
    const direct = 'a 08:20 t1 n1 08:40, n1 08:40 walk n2 08:43, n2 08:50 t2 c 09:00';
    expect(await plan(files, 'a', 'c', morning)).toEqual([direct]);
    expect(await plan({ ...files, ...transfers('n1,n2,2,1200') }, 'a', 'c', morning)).toEqual([
      'a 08:20 t1 n1 08:40, n1 08:40 walk n2 09:00, n2 09:50 t3 c 10:00',
    ]);
    expect(await plan({ ...files, ...transfers('n1,n2,3,') }, 'a', 'c', morning)).toEqual([]);
  });

  it.each([
    ['n1,n1,2,1200', ['a 08:20 t1 n1 08:40, n1 09:10 t3 c 09:30']],
    ['n1,n1,3,', []],
    ['n1,n1,0,', ['a 08:20 t1 n1 08:40, n1 08:50 t2 c 09:00']],
  ])('changes at one stop as transfers.txt says: %s', async (row, expected) => {
    const files = {
      'trips.txt': trips('t1', 't2', 't3'),
      'stop_times.txt': stopTimes(
        ...['t1 08:20 a', 't1 08:40 n1'],
        ...['t2 08:50 n1', 't2 09:00 c'],
        ...['t3 09:10 n1', 't3 09:30 c'],
      ),
      'transfers.txt': `from_stop_id,to_stop_id,transfer_type,min_transfer_time\n${row}\n`,
    };
    expect(await plan(files, 'a', 'c', morning)).toEqual(expected);
    // Nobody changes where the journey begins or ends.
    expect(await plan(files, 'n1', 'c', morning)).toEqual(['n1 08:50 t2 c 09:00']);
    expect(await plan(files, 'a', 'n1', morning)).toEqual(['a 08:20 t1 n1 08:40']);
  });

  it.each([
    ['block_id', '', true],
    ['block_id', 't1,t2,5', false],
    ['', 't1,t2,4', true],
    ['', '', false],
  ])('stays aboard for the next trip of a %s, with the transfer "%s": %s', async (block, transfer, stays) => {
    const files = {
      'trips.txt': ['route_id,service_id,trip_id,block_id', 'r1,daily,t1,B', 'r1,daily,t2,B']
        .join('\n')
        .replace('block_id', block),
      'stop_times.txt': stopTimes('t1 08:10 a', 't1 08:30 b', 't2 08:30 b', 't2 08:50 c'),
      'transfers.txt': `from_trip_id,to_trip_id,transfer_type\n${transfer}\n`,
    };
    // Without a change, so only if it is none.
    expect(await plan(files, 'a', 'c', morning, 0)).toEqual(
      stays ? ['a 08:10 t1 b 08:30, b 08:30 t2 c 08:50'] : [],
    );
  });

  it('finds nothing without a connection', async () => {
    const files = { 'trips.txt': trips('t1'), 'stop_times.txt': stopTimes('t1 08:20 a', 't1 08:40 b') };
    expect(await plan(files, 'b', 'a', morning)).toEqual([]);
    expect(await plan(files, 'a', 'a', morning)).toEqual([]);
    expect(await plan(files, 'a', 'b', '2019-06-01T08:00:00+03:00')).toEqual([]);
  });
});
