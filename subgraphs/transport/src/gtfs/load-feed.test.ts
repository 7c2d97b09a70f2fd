import { describe, expect, it } from 'vitest';
import { archiveOf, type Files, smallFeed } from '../../test/small-feed.ts';
import { loadFeed } from './load-feed.ts';
import { formatGtfsTime } from './time.ts';

const load = (more: Files) => loadFeed(archiveOf({ ...smallFeed, ...more }), 'T');

async function callsOf(trip: string, more: Files): Promise<string[]> {
  const { trips, stopTimes, stops } = await load(more);
  const row = trips.indexOf.get(trip)!;
  const calls: string[] = [];
  for (let call = stopTimes.offsets[row]!; call < stopTimes.offsets[row + 1]!; call += 1) {
    calls.push(`${stops.ids[stopTimes.stops[call]!]} ${formatGtfsTime(stopTimes.departures[call]!)}`);
  }
  return calls;
}

const header = 'trip_id,arrival_time,departure_time,stop_id,stop_sequence';

describe('loading a feed', () => {
  it('takes rows, columns and line ends in any order and form', async () => {
    const stopTimes = [
      '\uFEFFstop_sequence,stop_id,unknown_column,departure_time,arrival_time,trip_id',
      '30,"s3",x, 8:10:00,8:10:00 ,t1',
      '10,s1,"x,y",8:00:00,8:00:00,t1',
      '',
      '20,s2,"two\r\nlines",8:06:00,8:05:00,t1',
    ];
    const calls = await callsOf('t1', { 'stop_times.txt': stopTimes.join('\r\n') });
    expect(calls).toEqual(['s1 08:00:00', 's2 08:06:00', 's3 08:10:00']);
  });

  it('puts stops without times evenly between their neighbours', async () => {
    const rows = ['t1,08:00:00,08:00:00,s1,1', 't1,,,s2,2', 't1,,,s2,3', 't1,,08:30:00,s3,4'];
    const calls = await callsOf('t1', { 'stop_times.txt': [header, ...rows].join('\n') });
    expect(calls).toEqual(['s1 08:00:00', 's2 08:10:00', 's2 08:20:00', 's3 08:30:00']);
  });

  it('writes out trips that run at a headway', async () => {
    const frequencies = 'trip_id,start_time,end_time,headway_secs\nt1,06:00:00,07:00:00,1200\n';
    const feed = await load({ 'frequencies.txt': frequencies });
    expect(feed.trips.ids).toEqual(['t2', 't1@06:00:00', 't1@06:20:00', 't1@06:40:00']);
    expect(await callsOf('t1@06:20:00', { 'frequencies.txt': frequencies })).toEqual([
      's1 06:20:00',
      's2 06:26:00',
      's3 06:30:00',
    ]);
    expect(await callsOf('t2', { 'frequencies.txt': frequencies })).toEqual([
      's1 09:00:00',
      's2 09:06:00',
      's3 09:10:00',
    ]);
  });

  it('serves a feed with warnings, and keeps them', async () => {
    const trips = `${smallFeed['trips.txt']}r1,daily,t3,Nowhere\n`;
    const { warnings } = await load({ 'trips.txt': trips });
    expect(warnings).toMatchObject([
      { severity: 'WARNING', code: 'unusable_trip', file: 'trips.txt', line: null, field: 'trip_id' },
    ]);
  });

  it('gathers trips of the same way into one pattern', async () => {
    const feed = await load({});
    expect(feed.patterns.map(({ id, trips }) => [id, trips.length])).toEqual([['r1:0:1', 2]]);
  });

  it('knows names in the languages of the feed, by record before by value', async () => {
    const { translations } = await load({
      'translations.txt': [
        'table_name,field_name,language,translation,record_id,field_value',
        'stops,stop_name,fi,Eka,,First',
        'stops,stop_name,fi,Toka,s2,',
        'stops,stop_name,fi,Value,,Second\n',
      ].join('\n'),
    });
    const find = (language: string, record: string, value: string) =>
      translations.find({ table: 'stops', field: 'stop_name', record }, language, value);
    expect(find('fi', 's1', 'First')).toBe('Eka');
    expect(find('FI-fi', 's2', 'Second')).toBe('Toka');
    expect(find('sv', 's2', 'Second')).toBeNull();
  });
});
