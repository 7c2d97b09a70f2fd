import { parseEnvironment } from '@civic-graph/service';
import { z } from 'zod';
import type { SubgraphSettings } from './subgraph-settings.ts';

const count = (max: number, min = 1) => z.coerce.number().int().min(min).max(max).exactOptional();

/** `deadlineMs=800, connections=16` */
const changes = z
  .string()
  .transform((list) =>
    Object.fromEntries(list.split(',').map((item) => item.split('=').map((part) => part.trim()))),
  )
  .pipe(
    z.strictObject({
      deadlineMs: count(120_000),
      connectTimeoutMs: count(120_000),
      connections: count(10_000),
      maxWaiting: count(100_000, 0),
      maxResponseBytes: count(500_000_000),
      retryPercent: count(100, 0),
      retryAfterMs: count(10_000, 0),
      breakerFailures: count(1_000_000),
      breakerOpenMs: count(120_000),
      breakerPatienceMs: count(120_000),
    } satisfies Record<keyof SubgraphSettings, z.ZodType>),
  );

/**
 * Per-agency settings from `SUBGRAPH_SETTINGS_<NAME>`.
 * @throws ConfigurationError that names the variable
 */
export function readSubgraphSettings(
  env: Readonly<Record<string, string | undefined>>,
  defaults: SubgraphSettings,
): ReadonlyMap<string, SubgraphSettings> {
  const settings = new Map<string, SubgraphSettings>();
  for (const variable of Object.keys(env)) {
    const suffix = /^SUBGRAPH_SETTINGS_([A-Z][A-Z0-9_]*)$/.exec(variable)?.[1];
    if (suffix === undefined || !env[variable]) continue;
    const parsed = parseEnvironment({ [variable]: changes }, env);
    settings.set(suffix.toLowerCase().replaceAll('_', '-'), { ...defaults, ...parsed[variable] });
  }
  return settings;
}
