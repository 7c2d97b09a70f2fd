import { basename } from 'node:path';
import { ConfigurationError, parseEnvironment } from '@civic-graph/service';
import {
  baseEnvironment,
  type Environment,
  type TracingSettings,
  tracingSettings,
} from '@civic-graph/subgraph-kit';
import { z } from 'zod';
import { parseAgencyMapping } from './agency-mapping.ts';
import { type FeedDefaults, type FeedSettings, feedId, regionCode } from './feeds/feed-settings.ts';
import { readFeedsFile } from './feeds/feeds-file.ts';
import { parseRentalSystems } from './gbfs/settings.ts';
import { parseRealtimeSources } from './realtime/source/source-settings.ts';
import { isUrl } from './source/zip-source.ts';

export const environment = {
  ...baseEnvironment,
  TRANSPORT_GTFS: z.string().optional().meta({
    description: 'Path or URL of a GTFS zip. Redirects are refused.',
    defaultText: 'the demo city, in a demo only',
  }),
  TRANSPORT_FEEDS: z.string().optional().meta({
    description:
      'Path of a JSON file that lists several feeds, instead of `TRANSPORT_GTFS`, `TRANSPORT_GTFS_RT` and `TRANSPORT_FEED_ID`. Changes are followed.',
    defaultText: 'none',
  }),
  TRANSPORT_GTFS_RT: z.string().optional().meta({
    description:
      'Sources of GTFS Realtime: `PLACE` or `PLACE|SECONDS` (path or URL, interval), separated by spaces, or the path of a JSON file.',
    defaultText: 'none; simulated with the demo city',
  }),
  TRANSPORT_GBFS: z.string().optional().meta({
    description:
      'Rental systems: paths or URLs of `gbfs.json` (GBFS 3 or 2), separated by spaces. Redirects are refused.',
    defaultText: 'none',
  }),
  TRANSPORT_FEED_ID: feedId.optional().meta({
    description: 'Prefix of every `gtfsId`.',
    defaultText: 'file name without `gtfs-`; `HZ` for the demo city',
  }),
  TRANSPORT_REGION: regionCode
    .default('330100')
    .describe('Region of the feed: six digits of GB/T 2260, or ISO 3166-1 alpha-3.'),
  TRANSPORT_AGENCY: z
    .string()
    .default('transport')
    .describe(
      'Agency responsible for the companies of the feed: one id, or `GTFS-AGENCY=AGENCY,…,*=AGENCY`.',
    ),
  TRANSPORT_RELOAD_SECONDS: z.coerce
    .number('a number of seconds')
    .int()
    .min(0)
    .max(86_400)
    .default(60)
    .describe('Interval between checks for a newer feed or list of feeds, in seconds; 0 for never.'),
};

export interface TransportConfig {
  /** Paths or URLs of gbfs.json. Default is none. */
  readonly rentals?: readonly string[];
  /** Feeds to serve, at least one. */
  readonly feeds: readonly FeedSettings[];
  /** Variable that lists the feeds, for messages to operators. */
  readonly feedsVariable: 'TRANSPORT_GTFS' | 'TRANSPORT_FEEDS';
  /** The file of `TRANSPORT_FEEDS`, which is followed while the service runs. Default is none. */
  readonly feedsFile?: { readonly path: string; readonly defaults: FeedDefaults } | null;
  /** Folder for the reports of refused feeds. */
  readonly dataDirectory: string;
  /** Whether the journey planner starts with the feed; otherwise the first journey waits for it. */
  readonly planAhead: boolean;
  /** Whether each feed is loaded in a thread of its own, so that requests do not wait. */
  readonly loadsInThread: boolean;
  /** Synthetic transit passes exist in a demo only. */
  readonly demo: boolean;
  readonly subgraphSecret: string;
  /** Gateways that are notified of a newer feed. */
  readonly gateways: readonly string[];
  readonly logLevel: z.infer<typeof baseEnvironment.LOG_LEVEL>;
  readonly tracing?: TracingSettings | null;
}

/** @throws ConfigurationError that names the variable */
export function readConfig(env: Environment): TransportConfig {
  const values = parseEnvironment(environment, env);
  const demo = values.DEPLOYMENT === 'demo';
  const defaults = {
    region: values.TRANSPORT_REGION,
    agency: values.TRANSPORT_AGENCY,
    reloadSeconds: values.TRANSPORT_RELOAD_SECONDS,
  };
  const list = values.TRANSPORT_FEEDS ?? null;
  if (list !== null) refuseSingleFeed(values);
  return Object.freeze({
    feeds: list === null ? [singleFeed(values, defaults, demo)] : readFeedsFile(list, defaults),
    feedsFile: list === null ? null : { path: list, defaults },
    feedsVariable: list === null ? 'TRANSPORT_GTFS' : 'TRANSPORT_FEEDS',
    rentals: parseRentalSystems(values.TRANSPORT_GBFS ?? ''),
    dataDirectory: values.DATA_DIR,
    planAhead: true,
    loadsInThread: true,
    demo,
    subgraphSecret: values.SUBGRAPH_SECRET,
    gateways: values.GATEWAY_URLS,
    logLevel: values.LOG_LEVEL,
    tracing: tracingSettings(values),
  });
}

const variablesOfSingleFeed = ['TRANSPORT_GTFS', 'TRANSPORT_GTFS_RT', 'TRANSPORT_FEED_ID'] as const;

type SingleFeed = Readonly<Partial<Record<(typeof variablesOfSingleFeed)[number], string | undefined>>>;

function refuseSingleFeed(values: SingleFeed): void {
  const given = variablesOfSingleFeed.find((name) => values[name] !== undefined);
  if (given === undefined) return;
  throw new ConfigurationError(`TRANSPORT_FEEDS: unset ${given}, and put its value into the file`);
}

function singleFeed(values: SingleFeed, defaults: FeedDefaults, demo: boolean): FeedSettings {
  const gtfs = values.TRANSPORT_GTFS ?? null;
  if (gtfs === null && !demo) {
    throw new ConfigurationError(
      'TRANSPORT_GTFS: give the path or URL of a GTFS zip; the demo city is served with DEPLOYMENT=demo only',
    );
  }
  return {
    id: values.TRANSPORT_FEED_ID ?? (gtfs === null ? 'HZ' : feedIdFrom(gtfs)),
    gtfs,
    realtime: realtimeOf(values.TRANSPORT_GTFS_RT, gtfs),
    region: defaults.region,
    agencies: parseAgencyMapping(defaults.agency),
    reloadSeconds: defaults.reloadSeconds,
  };
}

/** Only the demo city, which is served in a demo only, has a simulation. */
function realtimeOf(sources: string | undefined, gtfs: string | null): FeedSettings['realtime'] {
  if (sources === undefined) return gtfs === null ? 'simulated' : [];
  return parseRealtimeSources(sources);
}

/** `…/gtfs-kuopio.zip` is `kuopio`. */
function feedIdFrom(gtfs: string): string {
  const file = basename(isUrl(gtfs) ? new URL(gtfs).pathname : gtfs, '.zip');
  const id = file.replace(/^gtfs[-_]?/i, '').replace(/[^\w-]+/g, '-');
  return /^[\w-]{1,40}$/.test(id) ? id : 'feed';
}
