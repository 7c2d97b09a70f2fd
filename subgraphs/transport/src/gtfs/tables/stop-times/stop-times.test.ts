import { expect, it } from 'vitest';
import { archiveOf, type Files, smallFeed } from '../../../../test/small-feed.ts';
import { loadFeed } from '../../load-feed.ts';
import { describeProblem, LoadReport } from '../../load-report.ts';
import { formatGtfsTime } from '../../time.ts';
import { readStopTimes } from './read-stop-times.ts';

const header = 'trip_id,arrival_time,departure_time,stop_id,stop_sequence';

const load = (files: Files) => loadFeed(archiveOf({ ...smallFeed, ...files }), 'T');

/** More rows than the first size of the columns. */
const rows = Array.from({ length: 80_000 }, (_, call) => {
  const time = formatGtfsTime(call);
  return `t1,${time},${time},s1,${call}`;
});
const others = ['t2,28:00:00,28:00:00,s1,1', 't2,29:00:00,29:00:00,s2,2', ''];

it('finds ids with quotes, blanks around them, and letters of any script', async () => {
  const { trips, stopTimes, stops } = await load({
    'trips.txt': 'route_id,service_id,trip_id\nr1,daily,"t""1"\nr1,daily,"t""""1"\nr1,daily,行程\n',
    'stop_times.txt': [
      header,
      '"t""1",08:00:00,08:00:00,s1,1',
      '"t""1",08:10:00,08:10:00," s2 ",2',
      '"t""""1",09:00:00,09:00:00, "s1" ,1',
      '"t""""1",9:10:00,09:10:00,s3,2',
      '行程," 10:00:00",10:00:00,s1,1',
      '行程,100:00:00,100:00:00,s2,2\n',
    ].join('\n'),
  });
  const calls = Array.from(stopTimes.arrivals, (seconds, row) =>
    [
      trips.ids.at(stopTimes.trips[row]!),
      stops.ids.at(stopTimes.stops[row]!),
      formatGtfsTime(seconds),
    ].join(),
  );
  expect(calls).toEqual([
    't"1,s1,08:00:00',
    't"1,s2,08:10:00',
    't""1,s1,09:00:00',
    't""1,s3,09:10:00',
    '行程,s1,10:00:00',
    '行程,s2,100:00:00',
  ]);
});

it.each([
  ['in order', [...rows, ...others]],
  ['in reverse', [...rows.toReversed(), ...others]],
  ['of another trip first', [...others.slice(0, 2), ...rows, '']],
  [
    'that become longer',
    [...rows.slice(0, 70_000), ...rows.slice(70_000).map((row) => `${row},${'x'.repeat(99)}`), ...others],
  ],
  [
    'that become shorter',
    [...rows.slice(0, 70_000).map((row) => `${row},${'x'.repeat(99)}`), ...rows.slice(70_000), ...others],
  ],
])('reads more rows than fit at first, %s', async (_what, lines) => {
  const { stopTimes } = await load({ 'stop_times.txt': [`${header},stop_headsign`, ...lines].join('\n') });
  expect([...stopTimes.offsets]).toEqual([0, 80_000, 80_002]);
  expect(stopTimes.sequences.subarray(0, 80_000)).toEqual(Int32Array.from(rows.keys()));
  expect(stopTimes.departures.subarray(0, 80_000)).toEqual(Int32Array.from(rows.keys()));
  expect([...stopTimes.arrivals.subarray(79_999)]).toEqual([79_999, 100_800, 104_400]);
  const long = lines.filter((line) => line.endsWith('x')).length;
  expect(stopTimes.headsigns.of.filter((text) => text === 0)).toHaveLength(long);
  expect(stopTimes.headsigns.texts).toEqual(long === 0 ? [] : ['x'.repeat(99)]);
});

it('refuses more stop times than fit in memory, and names the first one', async () => {
  const { trips, stops } = await load({});
  const report = new LoadReport();
  const archive = archiveOf({ 'stop_times.txt': [header, ...rows].join('\n') });
  const { stopTimes } = await readStopTimes(archive, report, trips, stops, 100);
  expect(stopTimes.stops).toHaveLength(100);
  expect(report.problems.map(describeProblem)).toEqual([
    'stop_times.txt:102: the file has more than 100 rows; split the feed',
  ]);
});
