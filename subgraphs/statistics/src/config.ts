import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigurationError, parseEnvironment } from '@civic-graph/config';
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
  /** Told when data sets have been loaded anew. */
  readonly gateways: readonly string[];
  readonly logLevel: LogLevel;
  readonly tracing?: TracingSettings | null;
}

const demoDataSets = fileURLToPath(new URL('../datasets', import.meta.url));

const environment = {
  ...baseEnvironment,
  STATISTICS_DATASETS: z.string().optional(),
  CLICKHOUSE_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL of ClickHouse' })
    .optional(),
};

/** @throws ConfigurationError where a variable is missing or bad */
export function parseConfig(env: Environment): StatisticsConfig {
  const parsed = parseEnvironment(environment, env);
  const {
    STATISTICS_DATASETS,
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
  const config: StatisticsConfig = {
    dataSets: resolve(STATISTICS_DATASETS ?? demoDataSets),
    engine:
      CLICKHOUSE_URL === undefined
        ? { kind: 'embedded', directory: resolve(DATA_DIR, 'statistics') }
        : { kind: 'cluster', url: CLICKHOUSE_URL },
    secret: SUBGRAPH_SECRET,
    gateways: GATEWAY_URLS,
    logLevel: LOG_LEVEL,
    tracing: tracingSettings(parsed),
  };
  return Object.freeze(config);
}
