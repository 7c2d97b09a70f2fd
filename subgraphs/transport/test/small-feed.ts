import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import type { Archive } from '../src/archive/archive.ts';
import { textArchive } from '../src/archive/text-archive.ts';
import type { TransportConfig } from '../src/config.ts';
import type { FeedSettings } from '../src/feeds/feed-settings.ts';
import type { FeedContent } from '../src/source/feed-content.ts';
import type { FeedSource } from '../src/source/feed-source.ts';

export type Files = Readonly<Record<string, string>>;

/** A complete feed of three stops and two trips, which tests modify file by file. */
export const smallFeed: Files = {
  'agency.txt':
    'agency_id,agency_name,agency_url,agency_timezone\nA,Line Co,https://example.org,Europe/Helsinki\n',
  'stops.txt': [
    'stop_id,stop_name,stop_lat,stop_lon',
    's1,First,62.0000,27.0000',
    's2,Second,62.0100,27.0000',
    's3,Third,62.0200,27.0000\n',
  ].join('\n'),
  'routes.txt': 'route_id,agency_id,route_short_name,route_type\nr1,A,1,3\n',
  'calendar.txt': [
    'service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date',
    'daily,1,1,1,1,1,1,1,20170101,20171231\n',
  ].join('\n'),
  'trips.txt': 'route_id,service_id,trip_id,trip_headsign\nr1,daily,t1,Third\nr1,daily,t2,Third\n',
  'stop_times.txt': [
    'trip_id,arrival_time,departure_time,stop_id,stop_sequence',
    't1,08:00:00,08:00:00,s1,1',
    't1,08:05:00,08:06:00,s2,2',
    't1,08:10:00,08:10:00,s3,3',
    't2,09:00:00,09:00:00,s1,1',
    't2,09:05:00,09:06:00,s2,2',
    't2,09:10:00,09:10:00,s3,3\n',
  ].join('\n'),
};

export function archiveOf(files: Files): Archive {
  return textArchive(new Map(Object.entries(files)));
}

export function contentOf(files: Files): FeedContent {
  return { kind: 'texts', files: new Map(Object.entries(files)) };
}

export function zipOf(files: Readonly<Record<string, string | Uint8Array>>): Buffer {
  const bytes = Object.entries(files).map(([name, content]) => [
    name,
    typeof content === 'string' ? strToU8(content) : content,
  ]);
  return Buffer.from(zipSync(Object.fromEntries(bytes)));
}

export const testConfig: TransportConfig = {
  feeds: [
    {
      id: 'T',
      gtfs: null,
      realtime: [],
      region: '330100',
      agencies: { byOperator: new Map(), others: 'transport' },
      reloadSeconds: 0,
    },
  ],
  feedsVariable: 'TRANSPORT_GTFS',
  // Made when a report is written.
  dataDirectory: join(tmpdir(), `civic-graph-transport-${process.pid}`),
  planAhead: false,
  // A thread takes longer to start than a small feed to load.
  loadsInThread: false,
  demo: true,
  subgraphSecret: Buffer.alloc(32, 'transport').toString('base64url'),
  gateways: [],
  logLevel: 'silent',
};

/** The configuration with other settings of its feed, or with several feeds. */
export function configOf(...feeds: Partial<FeedSettings>[]): TransportConfig {
  const [usual] = testConfig.feeds;
  if (usual === undefined) throw new Error('the test configuration has no feed');
  return { ...testConfig, feeds: feeds.map((settings) => ({ ...usual, ...settings })) };
}

/** A source of one version of a feed. */
export function sourceOf(files: Files, fingerprint = 'small'): FeedSource {
  return { read: async () => ({ fingerprint, content: contentOf(files) }) };
}
