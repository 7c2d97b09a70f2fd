import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigurationError, parseEnvironment } from '@civic-graph/service';
import {
  baseEnvironment,
  type Environment,
  type LogLevel,
  type TracingSettings,
  tracingSettings,
} from '@civic-graph/subgraph-kit';
import { z } from 'zod';

export interface StatisticsConfig {
  /** Folder with the data sets. */
  readonly dataSets: string;
  readonly engine:
    | { readonly kind: 'embedded'; readonly directory: string }
    | { readonly kind: 'cluster'; readonly url: string };
  readonly secret: string;
  /** Ids of the agencies that may publish data sets. */
  readonly agencies: readonly string[];
  /** Decides which values are suppressed beside those below the threshold. A new key changes the pattern. */
  readonly disclosureKey: Uint8Array;
  /** GeoJSON file with outlines of regions. */
  readonly geometry?: string | null;
  /** Gateways that are notified of reloaded data sets. */
  readonly gateways: readonly string[];
  /** Whether a balancer names the client in `X-Forwarded-For`. */
  readonly isForwarded?: boolean;
  readonly logLevel: LogLevel;
  readonly tracing?: TracingSettings | null;
}

const demoGeometry = fileURLToPath(new URL('../regions/demo-geometry.json', import.meta.url));
const demoDataSets = fileURLToPath(new URL('../datasets', import.meta.url));

export const environment = {
  ...baseEnvironment,
  STATISTICS_DATASETS: z
    .string()
    .optional()
    .meta({ description: 'Folder with data sets.', defaultText: 'the synthetic data sets, in a demo only' }),
  STATISTICS_GEOMETRY: z.string().optional().meta({
    description:
      'GeoJSON file with outlines of regions, each with its code as property `code`; of maps that may be published.',
    defaultText: 'none; in a demo a schematic map',
  }),
  CLICKHOUSE_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL of ClickHouse' })
    .optional()
    .meta({
      description: 'ClickHouse server or cluster, such as `https://user:password@host:8443/statistics`.',
      defaultText: 'none: embedded engine',
    }),
  STATISTICS_AGENCIES: z
    .string()
    .optional()
    .transform((list) => list?.split(',').flatMap((id) => id.trim() || []))
    .refine(
      (ids) => ids === undefined || (ids.length > 0 && ids.every((id) => /^[a-z][a-z0-9-]*$/.test(id))),
      {
        error: 'must be ids of agencies, separated by commas, e.g. statistics,transport',
      },
    )
    .meta({
      description: 'Ids of the agencies that may publish, separated by commas.',
      defaultText: 'those of the demo, in a demo only',
    }),
  CLIENT_ADDRESS: z
    .enum(['socket', 'forwarded'])
    .default('socket')
    .describe('`forwarded` takes the last address of `X-Forwarded-For`, which a balancer must append.'),
  DISCLOSURE_KEY: baseEnvironment.SUBGRAPH_SECRET.optional().meta({
    description:
      'Secret behind the pattern of suppressed values, base64url, at least 32 bytes. Keep it: a new key changes the pattern.',
    defaultText: 'derived from `SUBGRAPH_SECRET`, in a demo only',
  }),
  DISCLOSURE_KEY_FILE: z
    .string()
    .optional()
    .meta({ description: 'File with `DISCLOSURE_KEY`.', defaultText: 'none' }),
};

/** Agencies of the demo city; their data sets are in `datasets/`. */
const demoAgencies = ['civil-affairs', 'transport', 'finance', 'statistics', 'traffic-police', 'education'];

/** @throws ConfigurationError for a missing or invalid variable */
export function parseConfig(env: Environment): StatisticsConfig {
  const parsed = parseEnvironment(environment, withKeyFromFile(env));
  const {
    STATISTICS_DATASETS,
    STATISTICS_AGENCIES,
    STATISTICS_GEOMETRY,
    DISCLOSURE_KEY,
    CLICKHOUSE_URL,
    DATA_DIR,
    DEPLOYMENT,
    SUBGRAPH_SECRET,
    LOG_LEVEL,
    GATEWAY_URLS,
  } = parsed;
  if (STATISTICS_DATASETS === undefined && DEPLOYMENT !== 'demo') {
    throw new ConfigurationError(
      'STATISTICS_DATASETS: a folder with data sets is required; the synthetic ones are for DEPLOYMENT=demo',
    );
  }
  const isDemo = DEPLOYMENT === 'demo';
  const agencies = STATISTICS_AGENCIES ?? (isDemo ? demoAgencies : undefined);
  if (agencies === undefined) {
    throw new ConfigurationError(
      'STATISTICS_AGENCIES: set it to the ids of the agencies that may publish data sets, separated by commas',
    );
  }
  const config: StatisticsConfig = {
    dataSets: resolve(STATISTICS_DATASETS ?? demoDataSets),
    engine:
      CLICKHOUSE_URL === undefined
        ? { kind: 'embedded', directory: resolve(DATA_DIR, 'statistics') }
        : { kind: 'cluster', url: CLICKHOUSE_URL },
    secret: SUBGRAPH_SECRET,
    agencies,
    disclosureKey: disclosureKey(DISCLOSURE_KEY, isDemo, SUBGRAPH_SECRET),
    geometry: geometryFile(STATISTICS_GEOMETRY, isDemo),
    gateways: GATEWAY_URLS,
    isForwarded: parsed.CLIENT_ADDRESS === 'forwarded',
    logLevel: LOG_LEVEL,
    tracing: tracingSettings(parsed),
  };
  return Object.freeze(config);
}

function geometryFile(given: string | undefined, isDemo: boolean): string | null {
  if (given !== undefined) return resolve(given);
  return isDemo ? demoGeometry : null;
}

/** A secret may be in a file that a container mounts. */
function withKeyFromFile(env: Environment): Environment {
  const { DISCLOSURE_KEY, DISCLOSURE_KEY_FILE: file } = env;
  if (!file) return env;
  if (DISCLOSURE_KEY) {
    throw new ConfigurationError('DISCLOSURE_KEY_FILE: DISCLOSURE_KEY is set too; set one of them');
  }
  try {
    return { ...env, DISCLOSURE_KEY: readFileSync(file, 'utf8').trim() };
  } catch (cause) {
    throw new ConfigurationError(`DISCLOSURE_KEY_FILE: ${file} cannot be read`, { cause });
  }
}

/** Derived from the demo's secret, so that the key stays the same at each start. */
function disclosureKey(given: string | undefined, isDemo: boolean, subgraphSecret: string): Uint8Array {
  if (given !== undefined) return Buffer.from(given, 'base64url');
  if (isDemo) return createHmac('sha256', subgraphSecret).update('disclosure').digest();
  throw new ConfigurationError(
    'DISCLOSURE_KEY: set it to a secret of at least 32 bytes, base64url; keep it, because a new key changes which values are suppressed',
  );
}
