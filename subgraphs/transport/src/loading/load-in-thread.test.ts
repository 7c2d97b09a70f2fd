import { describe, expect, it } from 'vitest';
import { maryland } from '../../test/fare-examples.ts';
import { flawlessFeed } from '../../test/notices/flawless-feed.ts';
import { onDemandFeed } from '../../test/on-demand-feed.ts';
import { describeWithData, sharedDataFile } from '../../test/shared-data.ts';
import { contentOf, smallFeed } from '../../test/small-feed.ts';
import type { Feed } from '../feed/feed.ts';
import { RepeatedTexts, TextColumn } from '../feed/text-column.ts';
import type { FeedRefused } from '../gtfs/load-report.ts';
import { foldText } from '../search/fold-text.ts';
import type { FeedContent } from '../source/feed-content.ts';
import { readFeed } from '../source/read-feed.ts';
import { loadInThread } from './load-in-thread.ts';

const maxUnpackedBytes = 100_000_000;

const faresV1 = {
  'fare_attributes.txt':
    'fare_id,price,currency_type,payment_method,transfers\nlocal,2.00,EUR,0,\nwide,3.00,EUR,0,1\n',
  'fare_rules.txt': 'fare_id,route_id,contains_id\nlocal,r1,\nwide,,z1\nwide,,z2\n',
};

/** A feed as values that can be compared: hash tables of ids have random seeds. */
function comparable(value: unknown): unknown {
  if (value instanceof TextColumn) return [value.constructor.name, ...value];
  if (value instanceof RepeatedTexts) return Array.from(value.data.of, (_, row) => value.at(row));
  if (ArrayBuffer.isView(value)) return [value.constructor.name, ...(value as Int32Array)];
  if (value instanceof Map) return [...value].map(comparable);
  if (value instanceof Set) return [...value];
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  return [value.constructor.name, ...Object.entries(value).map(([name, own]) => [name, comparable(own)])];
}

async function expectSame(content: FeedContent): Promise<Feed> {
  const loaded = await loadInThread({ content }, 'T');
  expect(comparable(loaded)).toEqual(comparable(await readFeed({ content }, 'T')));
  return loaded;
}

describe('a thread', () => {
  it.each([
    ['stations and shapes', flawlessFeed],
    ['on-demand services', onDemandFeed],
    ['fares of both versions', { ...maryland, ...faresV1 }],
    [
      'translations',
      {
        ...smallFeed,
        'translations.txt':
          'table_name,field_name,language,translation,record_id\nstops,stop_name,fi,Eka,s1\ntrips,trip_headsign,fi,Kolmas,t1\n',
      },
    ],
    [
      'headways',
      {
        ...smallFeed,
        'frequencies.txt': 'trip_id,start_time,end_time,headway_secs\nt1,06:00:00,07:00:00,1200\n',
      },
    ],
  ])('loads %s as without a thread', async (_what, files) => {
    const feed = await expectSame(contentOf(files));
    expect(feed.stopTimes.stops.buffer).toBeInstanceOf(SharedArrayBuffer);
    const name = foldText(feed.stops.names.at(0));
    expect(
      feed.names.stops
        .find([name], false)
        .flat()
        .map(({ row }) => row),
    ).toContain(0);
  });

  it('reports why a feed is refused', async () => {
    const trips = smallFeed['trips.txt']!.replace('r1,daily,t2', 'r9,daily,t2');
    const refused = await refusalOf(contentOf({ ...smallFeed, 'trips.txt': trips }));
    expect(refused.report.errors).toBe(1);
    expect(refused.message).toBe('trips.txt:3 route_id: "r9" is not in routes.txt');
  });

  it('refuses a feed that is too large for it, and the process goes on', async () => {
    const { message, report } = await refusalOf(contentOf(smallFeed), 4);
    expect(report.problems).toMatchObject([{ code: 'feed_too_large' }]);
    expect(message).toContain('the heap may take 4 MB');
    await expectSame(contentOf(smallFeed));
  });

  it('reports a file that is not a zip', async () => {
    const content: FeedContent = { kind: 'zip', bytes: Buffer.from('<!doctype html>'), maxUnpackedBytes };
    expect((await refusalOf(content)).report.problems).toMatchObject([{ code: 'not_a_zip' }]);
  });
});

describeWithData('a thread', ['gtfs-kuopio.zip'], () => {
  it('loads a real feed into shared memory', async () => {
    const path = sharedDataFile('gtfs-kuopio.zip');
    const feed = await expectSame({ kind: 'file', path, maxUnpackedBytes });
    expect(feed.stopTimes.stops).toHaveLength(79_123);
    const columns = [feed.stopTimes.stops, feed.departures.rows, feed.patterns.routes, feed.trips.routes];
    for (const { buffer } of columns) expect(buffer).toBeInstanceOf(SharedArrayBuffer);
  });
});

function refusalOf(content: FeedContent, heapMb?: number): Promise<FeedRefused> {
  return loadInThread({ content }, 'T', heapMb).then(
    () => expect.unreachable('the feed was loaded'),
    (error: FeedRefused) => error,
  );
}
