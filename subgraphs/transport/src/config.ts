import { basename } from 'node:path';
import { ConfigurationError, parseEnvironment } from '@civic-graph/service';
import {
  baseEnvironment,
  type Environment,
  type TracingSettings,
  tracingSettings,
} from '@civic-graph/subgraph-kit';
import { z } from 'zod';
import { type AgencyMapping, parseAgencyMapping } from './agency-mapping.ts';
import { parseRealtimeSources, type RealtimeSourceSettings } from './realtime/source/source-settings.ts';
import { isUrl } from './source/zip-source.ts';

export const environment = {
  ...baseEnvironment,
  TRANSPORT_GTFS: z.string().optional().meta({
    description: 'Path or URL of a GTFS zip. Redirects are refused.',
    defaultText: 'the demo city, in a demo only',
  }),
  TRANSPORT_GTFS_RT: z.string().optional().meta({
    description:
      'Sources of GTFS Realtime: `PLACE` or `PLACE|SECONDS` (path or URL, interval), separated by spaces, or the path of a JSON file.',
    defaultText: 'none; simulated with the demo city',
  }),
  TRANSPORT_FEED_ID: z
    .string()
    .regex(/^[\w-]{1,40}$/, 'letters, digits, - and _ only')
    .optional()
    .meta({
      description: 'Prefix of every `gtfsId`.',
      defaultText: 'file name without `gtfs-`; `HZ` for the demo city',
    }),
  TRANSPORT_REGION: z
    .string()
    .regex(/^(\d{6}|[A-Z]{3})$/, {
      error: ({ input }) =>
        `${JSON.stringify(input)} is neither six digits of GB/T 2260 nor three capital letters of ISO 3166-1, such as FIN`,
    })
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
    .describe('Interval between checks for a newer feed, in seconds; 0 for never.'),
};

export interface TransportConfig {
  /** Path or URL; `null` for the demo city. */
  readonly gtfs: string | null;
  /** Sources of real-time information; `simulated` makes it up for the demo city. */
  readonly realtime: readonly RealtimeSourceSettings[] | 'simulated';
  readonly feedId: string;
  readonly region: string;
  readonly agencies: AgencyMapping;
  readonly reloadSeconds: number;
  /** File for the report of a refused feed. */
  readonly dataDirectory: string;
  /** Whether the journey planner starts with the feed; otherwise the first journey waits for it. */
  readonly planAhead: boolean;
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
  const gtfs = values.TRANSPORT_GTFS ?? null;
  if (gtfs === null && !demo) {
    throw new ConfigurationError(
      'TRANSPORT_GTFS: give the path or URL of a GTFS zip; the made-up city is served with DEPLOYMENT=demo only',
    );
  }
  return Object.freeze({
    gtfs,
    realtime: realtimeOf(values.TRANSPORT_GTFS_RT, gtfs),
    feedId: values.TRANSPORT_FEED_ID ?? (gtfs === null ? 'HZ' : feedIdFrom(gtfs)),
    region: values.TRANSPORT_REGION,
    agencies: parseAgencyMapping(values.TRANSPORT_AGENCY),
    reloadSeconds: values.TRANSPORT_RELOAD_SECONDS,
    dataDirectory: values.DATA_DIR,
    planAhead: true,
    demo,
    subgraphSecret: values.SUBGRAPH_SECRET,
    gateways: values.GATEWAY_URLS,
    logLevel: values.LOG_LEVEL,
    tracing: tracingSettings(values),
  });
}

/** Only the demo city, which is served in a demo only, has a simulation. */
function realtimeOf(sources: string | undefined, gtfs: string | null): TransportConfig['realtime'] {
  if (sources === undefined) return gtfs === null ? 'simulated' : [];
  return parseRealtimeSources(sources);
}

/** `…/gtfs-kuopio.zip` is `kuopio`. */
function feedIdFrom(gtfs: string): string {
  const file = basename(isUrl(gtfs) ? new URL(gtfs).pathname : gtfs, '.zip');
  const id = file.replace(/^gtfs[-_]?/i, '').replace(/[^\w-]+/g, '-');
  return /^[\w-]{1,40}$/.test(id) ? id : 'feed';
}
