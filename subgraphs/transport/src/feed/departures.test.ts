import { describe, expect, it } from 'vitest';
import { archiveOf, type Files, smallFeed } from '../../test/small-feed.ts';
import { formatIsoDate } from '../gtfs/date.ts';
import { loadFeed } from '../gtfs/load-feed.ts';
import { departuresBetween } from './departures.ts';

/** A line of two stops with one trip per row of `times`; it runs every day of 2017. */
function feedWithTrips(
  times: readonly string[],
  more: Files = {},
): Promise<Awaited<ReturnType<typeof loadFeed>>> {
  const trips = times.map((_, index) => `r1,daily,t${index}`);
  const stopTimes = times.flatMap((time, index) => [
    `t${index},${time},${time},s1,1`,
    `t${index},99:00:00,99:00:00,s2,2`,
  ]);
  return loadFeed(
    archiveOf({
      ...smallFeed,
      'trips.txt': ['route_id,service_id,trip_id', ...trips].join('\n'),
      'stop_times.txt': ['trip_id,arrival_time,departure_time,stop_id,stop_sequence', ...stopTimes].join(
        '\n',
      ),
      ...more,
    }),
    'T',
  );
}

async function boardOf(times: readonly string[], from: string, until: string, more?: Files) {
  const feed = await feedWithTrips(times, more);
  const stop = feed.stops.ids.get('s1')!;
  return [...departuresBetween(feed, [stop], Date.parse(from) / 1000, Date.parse(until) / 1000)].map(
    ({ at, serviceDay }) => `${formatIsoDate(serviceDay)}: ${feed.clock.format(at)}`,
  );
}

describe('departures', () => {
  it('shows trips of the service day before at 24:00 and later', async () => {
    const board = await boardOf(
      ['23:50:00', '24:10:00', '25:30:00', '00:20:00'],
      '2017-06-10T00:00:00+03:00',
      '2017-06-10T02:00:00+03:00',
    );
    expect(board).toEqual([
      '2017-06-09: 2017-06-10T00:10:00+03:00',
      '2017-06-10: 2017-06-10T00:20:00+03:00',
      '2017-06-09: 2017-06-10T01:30:00+03:00',
    ]);
  });

  it('counts from noon minus 12 h when clocks go back', async () => {
    // 2017-10-29: 04:00+03:00 becomes 03:00+02:00, so the service day begins at 01:00+03:00.
    const board = await boardOf(
      ['00:30:00', '02:30:00', '08:00:00'],
      '2017-10-29T00:00:00+03:00',
      '2017-10-29T20:00:00+02:00',
    );
    expect(board).toEqual([
      '2017-10-29: 2017-10-29T01:30:00+03:00',
      '2017-10-29: 2017-10-29T03:30:00+03:00',
      '2017-10-29: 2017-10-29T08:00:00+02:00',
    ]);
  });

  it('passes through the hour that comes twice', async () => {
    const board = await boardOf(
      ['26:30:00', '27:30:00', '28:30:00', '29:30:00'],
      '2017-10-29T02:00:00+03:00',
      '2017-10-29T05:00:00+02:00',
    );
    expect(board).toEqual([
      '2017-10-28: 2017-10-29T02:30:00+03:00',
      '2017-10-28: 2017-10-29T03:30:00+03:00',
      '2017-10-28: 2017-10-29T03:30:00+02:00',
      '2017-10-28: 2017-10-29T04:30:00+02:00',
    ]);
  });

  it('shows before midnight the first trips of the day when clocks go forward', async () => {
    // 2017-03-26: noon is 11 h after midnight, so 00:30 of that service day is 23:30 of the evening before.
    const board = await boardOf(
      ['00:30:00', '03:30:00'],
      '2017-03-25T23:00:00+02:00',
      '2017-03-26T05:00:00+03:00',
    );
    expect(board).toEqual(['2017-03-26: 2017-03-25T23:30:00+02:00', '2017-03-26: 2017-03-26T02:30:00+02:00']);
  });

  it('includes the first instant and excludes the last one', async () => {
    const times = ['10:00:00', '11:00:00'];
    expect(await boardOf(times, '2017-06-10T10:00:00+03:00', '2017-06-10T11:00:00+03:00')).toHaveLength(1);
  });

  it('omits stops without boarding, and the end of the trip', async () => {
    const columns = 'trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type';
    const rows = [
      't0,10:00:00,10:00:00,s1,1,1',
      't0,10:10:00,10:10:00,s2,2,0',
      't0,10:20:00,10:20:00,s1,3,0',
    ];
    const board = await boardOf(['00:00:00'], '2017-06-10T00:00:00+03:00', '2017-06-11T00:00:00+03:00', {
      'stop_times.txt': [columns, ...rows].join('\n'),
    });
    expect(board).toEqual([]);
  });

  it('follows calendar_dates.txt', async () => {
    const exceptions = (type: number) => ({
      'calendar_dates.txt': `service_id,date,exception_type\ndaily,20170610,${type}\ndaily,20180101,1\n`,
    });
    const on = (day: string) => [`${day}T00:00:00+03:00`, `${day}T23:59:00+03:00`] as const;
    expect(await boardOf(['10:00:00'], ...on('2017-06-10'), exceptions(2))).toEqual([]);
    expect(await boardOf(['10:00:00'], ...on('2017-06-10'), exceptions(1))).toHaveLength(1);
    expect(await boardOf(['10:00:00'], ...on('2018-01-01'), exceptions(2))).toHaveLength(1);
    expect(await boardOf(['10:00:00'], ...on('2018-01-02'), exceptions(2))).toEqual([]);
  });
});
