import { describe, expect, it } from 'vitest';
import { archiveOf, type Files, smallFeed, zipOf } from '../../test/small-feed.ts';
import { zipArchive } from '../archive/zip-archive.ts';
import { tripsOfPattern } from '../feed/pattern-table.ts';
import { loadFeed } from './load-feed.ts';
import type { FeedRefused } from './load-report.ts';
import { formatGtfsTime } from './time.ts';

const load = (more: Files) => loadFeed(archiveOf({ ...smallFeed, ...more }), 'T');

async function callsOf(trip: string, more: Files): Promise<string[]> {
  const { trips, stopTimes, stops } = await load(more);
  const row = trips.ids.get(trip)!;
  const calls: string[] = [];
  for (let call = stopTimes.offsets[row]!; call < stopTimes.offsets[row + 1]!; call += 1) {
    calls.push(`${stops.ids.at(stopTimes.stops[call]!)} ${formatGtfsTime(stopTimes.departures[call]!)}`);
  }
  return calls;
}

const header = 'trip_id,arrival_time,departure_time,stop_id,stop_sequence';

describe('loading a feed', () => {
  it('accepts rows, columns and line ends in any order and form', async () => {
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

  it('accepts blanks around quotes, and trips of several days', async () => {
    const stopTimes = [
      header,
      '"t1" ,100:00:00,100:00:00, "s1" ,1',
      't1,123:05:00,123:06:00,"s2"  ,2',
      't2,9:00:00,9:00:00,s1,1',
      't2,9:10:00,9:10:00,s3,2',
    ];
    expect(await callsOf('t1', { 'stop_times.txt': stopTimes.join('\n') })).toEqual([
      's1 100:00:00',
      's2 123:06:00',
    ]);
  });

  it('omits on-demand services without a known place, and serves the rest', async () => {
    const columns = `${header},location_id,location_group_id,start_pickup_drop_off_window,end_pickup_drop_off_window`;
    const rows = [
      // A zone, a group of stops, and a stop with a time window.
      ...['t3,,,,1,zone,,08:00:00,18:00:00', 't3,,,,2,zone,,08:00:00,18:00:00'],
      ...['t4,,,,1,,group,08:00:00,18:00:00', 't4,,,s2,2,,,08:00:00,18:00:00'],
      // A line that detours on demand between two stops.
      ...[
        't5,10:00:00,10:00:00,s1,1,,,,',
        't5,,,,2,zone,,10:00:00,10:20:00',
        't5,10:20:00,10:20:00,s3,3,,,,',
      ],
    ];
    const feed = await load({
      'trips.txt': 'route_id,service_id,trip_id\nr1,daily,t3\nr1,daily,t4\nr1,daily,t5\n',
      'stop_times.txt': [columns, ...rows].join('\n'),
    });
    expect(feed.stopTimes.stops.length).toBe(2);
    expect(feed.warnings.map(({ code, message }) => [code, message])).toEqual([
      [
        'on_demand_trips_left_out',
        'on-demand parts of 3 trips without a known place or a window are omitted',
      ],
    ]);
  });

  it.each([
    [
      'before',
      [
        't1,,,s1,1,,,',
        't1,,,,2,zone,08:00:00,09:00:00',
        't1,09:00:00,09:00:00,s2,3,,,',
        't1,09:30:00,09:30:00,s3,4,,,',
      ],
      ['s2', 's3'],
    ],
    [
      'after',
      [
        't1,08:00:00,08:00:00,s1,1,,,',
        't1,08:30:00,08:30:00,s2,2,,,',
        't1,,,,3,zone,09:00:00,10:00:00',
        't1,,,s3,4,,,',
      ],
      ['s1', 's2'],
    ],
    ['on both sides of', ['t1,,,s1,1,,,', 't1,,,,2,zone,09:00:00,10:00:00', 't1,,,s3,3,,,'], []],
  ])('omits a stop without a time %s an on-demand part', async (_where, rows, stops) => {
    const columns = `${header},location_id,start_pickup_drop_off_window,end_pickup_drop_off_window`;
    const feed = await load({ 'stop_times.txt': [columns, ...rows].join('\n') });
    expect([...feed.stopTimes.stops].map((stop) => feed.stops.ids.at(stop))).toEqual(stops);
    expect(feed.warnings.map(({ code }) => code)).toContain('on_demand_trips_left_out');
  });

  it('falls back to the original where a translation is empty', async () => {
    const { translations } = await load({
      'translations.txt': [
        'table_name,field_name,language,translation,record_id,field_value',
        'stops,stop_name,fi,,s1,',
        'stops,stop_name,fi,Eka,,First',
        'stops,stop_name,sv,,,First\n',
      ].join('\n'),
    });
    const find = (language: string) =>
      translations.find({ table: 'stops', field: 'stop_name', record: 's1' }, language, 'First');
    expect(find('fi')).toBe('Eka');
    expect(find('sv')).toBeNull();
  });

  it('names the folder of the zip that contains the files', async () => {
    const inFolder = (folder: string) =>
      Object.fromEntries(Object.entries(smallFeed).map(([name, text]) => [`${folder}/${name}`, text]));
    const archive = await zipArchive(zipOf({ ...inFolder('a/gtfs'), '__MACOSX/readme.txt': '' }), 1_000_000);
    await expect(loadFeed(archive, 'T')).rejects.toThrow(
      'agency.txt: the file is missing; it lies in the folder "a/gtfs": zip the files without a folder',
    );
  });

  it('reports a missing column once, not in every row', async () => {
    const stopTimes = smallFeed['stop_times.txt']!.replace('stop_id', 'stop');
    const { report } = await load({ 'stop_times.txt': stopTimes }).then(
      () => Promise.reject(new Error('the feed is served')),
      (refused: FeedRefused) => refused,
    );
    const errors = report.problems.filter(({ severity }) => severity === 'ERROR');
    expect(errors.map(({ code, field }) => [code, field])).toEqual([['missing_required_column', 'stop_id']]);
  });

  it('needs no stops if all services are on demand in zones', async () => {
    const { 'stops.txt': _, ...others } = smallFeed;
    const files = {
      ...others,
      'locations.geojson': '{}',
      'stop_times.txt': 'trip_id,stop_sequence,location_id\nt1,1,zone\nt1,2,zone\nt2,1,zone\nt2,2,zone\n',
    };
    expect((await loadFeed(archiveOf(files), 'T')).stops.ids).toHaveLength(0);
  });

  it('reports how exact a time is', async () => {
    const rows = [
      't1,08:00:00,08:00:00,s1,1,',
      't1,08:05:00,08:05:00,s2,2,0',
      't1,08:20:00,08:20:00,s3,3,1',
      ...['t2,09:00:00,09:00:00,s1,1,1', 't2,,,s2,2,', 't2,09:20:00,09:20:00,s3,3,'],
    ];
    const stopTimes = { 'stop_times.txt': [`${header},timepoint`, ...rows].join('\n') };
    expect([...(await load(stopTimes)).stopTimes.precisions]).toEqual([0, 1, 0, 0, 1, 0]);
    const frequencies = [
      'trip_id,start_time,end_time,headway_secs,exact_times',
      't1,06:00:00,06:20:00,1200,',
      't2,07:00:00,07:20:00,1200,1',
    ];
    const sampled = await load({ ...stopTimes, 'frequencies.txt': frequencies.join('\n') });
    expect([...sampled.trips.ids]).toEqual(['t1@06:00:00', 't2@07:00:00']);
    expect([...sampled.stopTimes.precisions]).toEqual([2, 2, 2, 0, 1, 0]);
  });

  it('interpolates stops without times', async () => {
    const rows = ['t1,08:00:00,08:00:00,s1,1', 't1,,,s2,2', 't1,,,s2,3', 't1,,08:30:00,s3,4'];
    const calls = await callsOf('t1', { 'stop_times.txt': [header, ...rows].join('\n') });
    expect(calls).toEqual(['s1 08:00:00', 's2 08:10:00', 's2 08:20:00', 's3 08:30:00']);
  });

  it('expands trips that run at a headway', async () => {
    const frequencies = 'trip_id,start_time,end_time,headway_secs\nt1,06:00:00,07:00:00,1200\n';
    const feed = await load({ 'frequencies.txt': frequencies });
    expect([...feed.trips.ids]).toEqual(['t2', 't1@06:00:00', 't1@06:20:00', 't1@06:40:00']);
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

  it('limits the stop times of all headways together', async () => {
    const calls = (trip: string) =>
      Array.from({ length: 200 }, (_, call) => {
        const time = formatGtfsTime(8 * 3600 + call * 10);
        return `${trip},${time},${time},s${(call % 3) + 1},${call}`;
      });
    const files = {
      'stop_times.txt': [header, ...calls('t1'), ...calls('t2')].join('\n'),
      'frequencies.txt': [
        'trip_id,start_time,end_time,headway_secs',
        't1,05:00:00,09:00:00,1',
        't2,05:00:00,09:59:59,1',
        't2,10:00:00,14:00:00,1\n',
      ].join('\n'),
    };
    const { report }: FeedRefused = await load(files).then(
      () => Promise.reject(new Error('the feed is served')),
      (refused) => refused,
    );
    expect(report.problems).toMatchObject([{ code: 'number_out_of_range', line: 3, field: 'headway_secs' }]);
    expect(report.problems[0]?.message).toMatch(/trip "t2".*6000000 stop times; set a larger headway_secs/);
  });

  it.each([
    ['of the same trip', ['t1,06:00:00,07:00:00,600', 't1,06:30:00,07:30:00,600'], 'overlapping_frequency'],
    ['that is a trip of its own', ['t1,06:00:00,06:10:00,600'], 'duplicate_key'],
  ])('refuses a run with the id of another %s', async (_what, rows, code) => {
    const own = code === 'duplicate_key' ? 'r1,daily,t1@06:00:00,Third\n' : '';
    const refused: FeedRefused = await load({
      'trips.txt': smallFeed['trips.txt'] + own,
      'frequencies.txt': ['trip_id,start_time,end_time,headway_secs', ...rows, ''].join('\n'),
    }).then(
      () => Promise.reject(new Error('the feed is served')),
      (error) => error,
    );
    expect(refused.report.problems).toContainEqual(
      expect.objectContaining({ code, severity: 'ERROR', file: 'frequencies.txt', field: 'start_time' }),
    );
  });

  it('accepts consecutive periods of one trip', async () => {
    const rows = ['t1,06:00:00,07:00:00,1800', 't1,07:00:00,08:00:00,1800'];
    const feed = await load({
      'frequencies.txt': ['trip_id,start_time,end_time,headway_secs', ...rows, ''].join('\n'),
    });
    expect([...feed.trips.ids].slice(1)).toEqual(
      ['06:00:00', '06:30:00', '07:00:00', '07:30:00'].map((time) => `t1@${time}`),
    );
  });

  it('serves a feed with warnings, and reports them', async () => {
    const trips = `${smallFeed['trips.txt']}r1,daily,t3,Nowhere\n`;
    const { warnings } = await load({ 'trips.txt': trips });
    expect(warnings).toMatchObject([
      { severity: 'WARNING', code: 'unusable_trip', file: 'trips.txt', line: null, field: 'trip_id' },
    ]);
  });

  it('groups trips with the same stops into one pattern', async () => {
    const feed = await load({});
    expect([...feed.patterns.ids].map((id, row) => [id, tripsOfPattern(feed.patterns, row).length])).toEqual([
      ['r1:0:1', 2],
    ]);
  });

  it('knows names in the feed’s languages, by record before value', async () => {
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

  it('accepts translations of a file’s only row, and of one of several rows of an id', async () => {
    const { translations } = await load({
      'translations.txt': [
        'table_name,field_name,language,translation,record_id,record_sub_id,field_value',
        'feed_info,feed_publisher_name,fi,Kaupunki,,,',
        'stop_times,stop_headsign,fi,Keskusta,t1,1,',
        'stop_times,stop_headsign,fi,Asema,t1,2,',
        'stop_times,stop_headsign,sv,Torget,t1,,\n',
      ].join('\n'),
    });
    const publisher = { table: 'feed_info', field: 'feed_publisher_name', record: '' };
    expect(translations.find(publisher, 'fi', 'City')).toBe('Kaupunki');
    const headsign = (subRecord: string, language: string) => {
      const place = { table: 'stop_times', field: 'stop_headsign', record: 't1', subRecord };
      return translations.find(place, language, 'Centre');
    };
    expect(['1', '2', '3'].map((row) => headsign(row, 'fi'))).toEqual(['Keskusta', 'Asema', null]);
    expect(['1', '2'].map((row) => headsign(row, 'sv'))).toEqual(['Torget', 'Torget']);
  });

  it.each([
    ['feed_info,feed_publisher_name,fi,Kaupunki,city,', 'needs neither'],
    ['stops,stop_name,fi,Eka,,', 'needs either'],
    ['stops,stop_name,fi,Eka,s1,First', 'needs either'],
  ])('refuses a translation that names the wrong row: %s', async (row, message) => {
    const columns = 'table_name,field_name,language,translation,record_id,field_value';
    await expect(load({ 'translations.txt': `${columns}\n${row}\n` })).rejects.toThrow(message);
  });
});
