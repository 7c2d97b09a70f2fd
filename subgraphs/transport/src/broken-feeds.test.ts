import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { personas, sampleOutsideGate } from '@civic-graph/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configOf, smallFeed, testConfig, zipOf } from '../test/small-feed.ts';
import { FeedStore } from './feeds/feed-store.ts';
import { readFeed } from './source/read-feed.ts';
import { fileSource, urlSource } from './source/zip-source.ts';
import { createTransportSubgraph } from './subgraph.ts';

const limits = { maxPackedBytes: 1_000_000, maxUnpackedBytes: 2_000_000 };

/** The small feed with one file changed: a row replaced, or the file removed (`null`). */
function broken(file: string, change: ((text: string) => string) | null): Buffer {
  const { [file]: text = '', ...others } = smallFeed;
  return zipOf(change === null ? others : { ...others, [file]: change(text) });
}

/** A zip whose directory declares an entry of one byte, to test limits that trust declarations. */
function lyingZip(): Buffer {
  const zip = zipOf({ ...smallFeed, 'shapes.txt': 'x'.repeat(1_500_000) });
  const size = Buffer.alloc(4);
  size.writeUInt32LE(1_500_000);
  for (let at = zip.indexOf(size); at !== -1; at = zip.indexOf(size, at + 1)) zip.writeUInt32LE(1, at);
  return zip;
}

interface Case {
  readonly what: string;
  readonly zip: () => Buffer;
  readonly problem: { code: string; file: string; line: number | null; field: string | null };
}

const cases: readonly Case[] = [
  {
    what: 'a missing file',
    zip: () => broken('stop_times.txt', null),
    problem: { code: 'missing_required_file', file: 'stop_times.txt', line: null, field: null },
  },
  {
    what: 'no calendar at all',
    zip: () => broken('calendar.txt', null),
    problem: {
      code: 'missing_calendar_and_calendar_date_files',
      file: 'calendar.txt',
      line: null,
      field: null,
    },
  },
  {
    what: 'an empty file',
    zip: () => broken('stops.txt', () => ''),
    problem: { code: 'empty_file', file: 'stops.txt', line: null, field: null },
  },
  {
    what: 'a missing column',
    zip: () => broken('stop_times.txt', (text) => text.replace('stop_sequence', 'sequence')),
    problem: { code: 'missing_required_column', file: 'stop_times.txt', line: 1, field: 'stop_sequence' },
  },
  {
    what: 'a missing value',
    zip: () => broken('stops.txt', (text) => text.replace('Second', '')),
    problem: { code: 'missing_stop_name', file: 'stops.txt', line: 3, field: 'stop_name' },
  },
  {
    what: 'a bad time',
    zip: () => broken('stop_times.txt', (text) => text.replace('08:05:00', '08:65:00')),
    problem: { code: 'invalid_time', file: 'stop_times.txt', line: 3, field: 'arrival_time' },
  },
  {
    what: 'a trip that runs backwards in time',
    zip: () => broken('stop_times.txt', (text) => text.replace('t1,08:10:00', 't1,08:01:00')),
    problem: {
      code: 'stop_time_with_arrival_before_previous_departure_time',
      file: 'stop_times.txt',
      line: 4,
      field: 'arrival_time',
    },
  },
  {
    what: 'a trip without a first time',
    zip: () => broken('stop_times.txt', (text) => text.replace('t2,09:00:00,09:00:00', 't2,,')),
    problem: { code: 'missing_trip_edge', file: 'stop_times.txt', line: 5, field: 'arrival_time' },
  },
  {
    what: 'a bad date',
    zip: () => broken('calendar.txt', (text) => text.replace('20170101', '20170230')),
    problem: { code: 'invalid_date', file: 'calendar.txt', line: 2, field: 'start_date' },
  },
  {
    what: 'a bad coordinate',
    zip: () => broken('stops.txt', (text) => text.replace('62.0100', '162.01')),
    problem: { code: 'number_out_of_range', file: 'stops.txt', line: 3, field: 'stop_lat' },
  },
  {
    what: 'an unknown time zone',
    zip: () => broken('agency.txt', (text) => text.replace('Helsinki', 'Kuopio')),
    problem: { code: 'invalid_timezone', file: 'agency.txt', line: 2, field: 'agency_timezone' },
  },
  {
    what: 'a dangling reference',
    zip: () =>
      broken('stop_times.txt', (text) => text.replace('t2,09:05:00,09:06:00,s2', 't2,09:05:00,09:06:00,s9')),
    problem: { code: 'foreign_key_violation', file: 'stop_times.txt', line: 6, field: 'stop_id' },
  },
  {
    what: 'a pathway from an unknown stop',
    zip: () =>
      zipOf({
        ...smallFeed,
        'levels.txt': 'level_id,level_index\nground,0\n',
        'pathways.txt': 'pathway_id,from_stop_id,to_stop_id,pathway_mode,is_bidirectional\np1,s9,s1,1,1\n',
      }),
    problem: { code: 'foreign_key_violation', file: 'pathways.txt', line: 2, field: 'from_stop_id' },
  },
  {
    what: 'a duplicate id',
    zip: () => broken('trips.txt', (text) => text.replace(',t2,', ',t1,')),
    problem: { code: 'duplicate_key', file: 'trips.txt', line: 3, field: 'trip_id' },
  },
  {
    what: 'a broken quote',
    zip: () => broken('stops.txt', (text) => text.replace('Second', 'Sec"ond')),
    problem: { code: 'csv_parsing_failed', file: 'stops.txt', line: 3, field: null },
  },
  {
    what: 'a file that is not UTF-8',
    zip: () => {
      const latin1 = smallFeed['stops.txt']!.replace('Third', 'Kolm\u00e4s');
      return zipOf({ ...smallFeed, 'stops.txt': Buffer.from(latin1, 'latin1') });
    },
    problem: { code: 'invalid_character', file: 'stops.txt', line: 4, field: null },
  },
  {
    what: 'something that is not a zip',
    zip: () => Buffer.from('<!doctype html><title>Moved</title>'),
    problem: { code: 'not_a_zip', file: 'feed', line: null, field: null },
  },
  {
    what: 'half a zip',
    zip: () => zipOf(smallFeed).subarray(0, 400),
    problem: { code: 'not_a_zip', file: 'feed', line: null, field: null },
  },
  {
    what: 'damaged bytes that look like a quote and wrong times',
    zip: () => {
      const rows = Array.from({ length: 2_000 }, (_, call) => `t1,08:00:00,08:00:00,s1,${call + 10}`);
      const stopTimes = `${smallFeed['stop_times.txt']}${rows.join('\n')}\n`;
      const zip = zipOf({ ...smallFeed, 'stop_times.txt': stopTimes });
      const begin = zip.indexOf('stop_times.txt') + 200;
      zip.write('"damaged"', begin);
      return zip;
    },
    problem: { code: 'not_a_zip', file: 'stop_times.txt', line: null, field: null },
  },
  {
    what: 'a zip bomb',
    zip: () => zipOf({ ...smallFeed, 'shapes.txt': 'x'.repeat(5_000_000) }),
    problem: { code: 'feed_too_large', file: 'feed', line: null, field: null },
  },
];

describe('a broken feed', () => {
  let folder: string;
  let path: string;

  const write = (zip: Buffer) => writeFile(path, zip);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'civic-graph-feed-'));
    path = join(folder, 'gtfs.zip');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it.each(sampleOutsideGate(cases, 4))(
    'with $what is refused with file, line and field, and the old feed stays in service',
    async ({ zip, problem }) => {
      await write(zipOf(smallFeed));
      const transport = await createTransportSubgraph(testConfig, {
        sources: { T: fileSource(path, limits) },
      });
      await write(zip());

      expect(await transport.feeds[0]!.store.reload()).toBe('refused');

      const { data, errors } = await transport.executeAs(personas.anonymous, {
        query: `{
        feed { tripCount refusedReload { errorCount problems { severity code file line field } } }
        stop(gtfsId: "T:s2") { departures(at: "2017-06-01T08:00:00+03:00") { nodes { scheduledDeparture } } }
      }`,
      });
      expect(errors).toBeUndefined();
      // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's
      const { feed, stop } = data as any;
      expect(feed.refusedReload.problems).toContainEqual({ severity: 'ERROR', ...problem });
      expect(feed.refusedReload.errorCount).toBeGreaterThan(0);
      expect(feed.tripCount).toBe(2);
      expect(stop.departures.nodes[0]).toEqual({ scheduledDeparture: '2017-06-01T08:06:00+03:00' });

      await write(
        zipOf({
          ...smallFeed,
          'feed_info.txt': 'feed_publisher_name,feed_publisher_url,feed_lang\nNew,x,fi\n',
        }),
      );
      expect(await transport.feeds[0]!.store.reload()).toBe('replaced');
      expect(transport.feeds[0]!.store.refusal).toBeNull();
      expect(transport.feeds[0]!.store.current!.feed.info.publisher).toBe('New');
      await transport.close();
    },
  );

  it('stops the start with the first ten errors, and writes all of them to a file', async () => {
    const many = Array.from({ length: 150 }, (_, index) => `t1,noon,08:20:00,s1,${index + 10}`);
    await write(broken('stop_times.txt', (text) => `${text}${many.join('\n')}\n`));
    const config = { ...testConfig, dataDirectory: join(folder, 'data') };
    const start = createTransportSubgraph(config, { sources: { T: fileSource(path, limits) } });
    const report = join(folder, 'data', 'feed-report-T.txt');
    const message = await start.then(String, (error: Error) => error.message);
    const [first, ...errors] = message.split('\n');
    expect(first).toBe(`TRANSPORT_GTFS: the feed is refused because of 150 errors; all are in ${report}`);
    expect(errors).toHaveLength(11);
    expect(errors[0]).toBe('  stop_times.txt:8 arrival_time: "noon" is not a time HH:MM:SS');
    expect(errors.at(-1)).toBe('  and 140 more');
    const lines = (await readFile(report, 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(150);
    expect(lines.at(-1)).toBe(
      'ERROR invalid_time stop_times.txt:157 arrival_time: "noon" is not a time HH:MM:SS',
    );
  });

  it('stops the start with the path of a missing feed', async () => {
    const gtfs = join(folder, 'nowhere.zip');
    await expect(createTransportSubgraph(configOf({ gtfs }))).rejects.toThrow(
      `TRANSPORT_GTFS: ${gtfs}: no such file`,
    );
  });

  it('cannot make the loader unpack more than its directory declares', async () => {
    await write(lyingZip());
    const store = await FeedStore.open({ ...openOptions(), source: fileSource(path, limits) });
    // An unused file with a false size is not read; a used one is cut off.
    expect(store.current?.feed.trips.ids).toHaveLength(2);
    const lying = zipOf({ ...smallFeed, 'stops.txt': smallFeed['stops.txt'] + ' '.repeat(1_234_567) });
    const size = Buffer.alloc(4);
    size.writeUInt32LE(smallFeed['stops.txt']!.length + 1_234_567);
    for (let at = lying.indexOf(size); at !== -1; at = lying.indexOf(size, at + 1))
      lying.writeUInt32LE(9, at);
    await write(lying);
    expect(await store.reload()).toBe('refused');
    expect(store.refusal?.report.problems[0]).toMatchObject({ code: 'not_a_zip', file: 'stops.txt' });
  });

  it('from a URL has the same limits', async () => {
    const zip = zipOf(smallFeed);
    const answer = (body: Buffer, status = 200) =>
      (async () => new Response(new Uint8Array(body), { status })) as typeof fetch;
    const open = (fetchUrl: typeof fetch, maxPackedBytes = limits.maxPackedBytes) =>
      FeedStore.open({
        ...openOptions(),
        source: urlSource('https://feed.example/gtfs.zip', { ...limits, maxPackedBytes }, fetchUrl),
      });
    expect([...(await open(answer(zip))).current!.feed.trips.ids]).toEqual(['t1', 't2']);
    const refusalOf = async (opened: Promise<FeedStore>) => {
      const { current, refusal } = await opened;
      expect(current).toBeNull();
      return refusal?.report.problems.map(({ code, message }) => `${code}: ${message}`).join();
    };
    expect(await refusalOf(open(answer(zip), 100))).toMatch(/larger than 100 bytes/);
    expect(await refusalOf(open(answer(zip, 503)))).toMatch(/answered 503/);
    const failing = open(() => Promise.reject(new Error('secret')));
    expect(await refusalOf(failing)).toBe('unreadable_source: the download failed');
    const missing = { ...openOptions(), source: fileSource('/nowhere/gtfs.zip', limits) };
    expect(await refusalOf(FeedStore.open(missing))).toBe('unreadable_source: no such file');
  });

  it('is not read repeatedly', async () => {
    await write(zipOf(smallFeed));
    const outcomes: string[] = [];
    const store = await FeedStore.open({
      ...openOptions(),
      source: fileSource(path, limits),
      onReload: (outcome) => outcomes.push(outcome),
    });
    expect(await store.reload()).toBe('unchanged');
    await write(Buffer.from('no zip'));
    expect(await store.reload()).toBe('refused');
    expect(await store.reload()).toBe('refused');
    expect(outcomes).toEqual(['refused']);
  });
});

function openOptions() {
  return {
    load: readFeed,
    feedId: 'T',
    clock: () => new Date('2017-06-01T00:00:00Z'),
    serve: async () => {},
  };
}
