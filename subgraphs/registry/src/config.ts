import { resolve } from 'node:path';
import { ConfigurationError, parseEnvironment } from '@civic-graph/service';
import { type WebhookSettings, webhookSettings, webhookVariables } from '@civic-graph/service/webhooks';
import {
  baseEnvironment,
  type Environment,
  type LogLevel,
  listenUrl,
  marksFolder,
  restoreVariables,
  type TracingSettings,
  tracingSettings,
} from '@civic-graph/subgraph-kit';
import { z } from 'zod';
import { type CanarySettings, usualCanary } from './health/judge-canary.ts';

/** Configuration of the registry. */
export interface RegistryConfig {
  readonly databaseUrl: string;
  /** With the role that owns the tables; null if migrations run elsewhere. */
  readonly databaseOwnerUrl: string | null;
  /** For LISTEN. Default is `databaseUrl`. */
  readonly databaseListenUrl?: string;
  /** Folder outside the database, to notice a restore; null disables the guard. */
  readonly databaseMarks?: string | null;
  readonly deployment: 'demo' | 'production';
  /** Shared with the gateways; base64url of at least 32 bytes. */
  readonly subgraphSecret: string;
  /** Private Ed25519 key of rollouts, as a JWK or as PEM. */
  readonly signingKey: string;
  /** Seals the subgraphs' secrets in the database; base64url of at least 32 bytes. */
  readonly sealKey: string;
  /** Folders that a demo publishes first; empty if none. */
  readonly seed: readonly string[];
  /** The identity service, which knows the approved operations of apps; `null`: they are not checked. */
  readonly identityUrl: string | null;
  /** ClickHouse for usage: in a process beside the service, or on a cluster. */
  readonly usage:
    | { readonly kind: 'embedded'; readonly directory: string }
    | { readonly kind: 'cluster'; readonly url: string };
  /** Of messages about changes. */
  readonly webhooks: WebhookSettings;
  /** When a canary is rolled back. */
  readonly canary: CanarySettings;
  readonly logLevel: LogLevel;
  readonly tracing?: TracingSettings | null;
}

const postgresUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'must be a PostgreSQL URL, postgresql://user:password@host:port/database',
});

const wholeNumber = (min: number, max: number) =>
  z.coerce.number({ error: 'must be a whole number' }).int().min(min).max(max);

/** For the service, and for migrations that run separately. */
export const databaseVariables = {
  DATABASE_URL_REGISTRY: postgresUrl.describe(
    'PostgreSQL of the registry, as the role of the service, which owns nothing.',
  ),
  DATABASE_OWNER_URL_REGISTRY: postgresUrl.optional().meta({
    description:
      'The same database as the role that owns the tables: the start then runs migrations and grants rights.',
    defaultText: 'none: run `npx civic migrate registry` first',
  }),
};

const listenVariable = {
  DATABASE_LISTEN_URL_REGISTRY: postgresUrl.optional().meta({
    description:
      'The same database without a pooler, for LISTEN; required if the other URL has `pooler=transaction`.',
    defaultText: '`DATABASE_URL_REGISTRY`',
  }),
};

export const variables = {
  ...baseEnvironment,
  ...databaseVariables,
  ...listenVariable,
  ...restoreVariables,
  REGISTRY_SIGNING_KEY: z
    .string('a private Ed25519 key is required, as a JWK or as PEM')
    .describe(
      'Private Ed25519 key that signs rollouts, as a JWK or PEM. After a rotation the old public key stays published.',
    ),
  REGISTRY_SEAL_KEY: z
    .string('a secret of at least 32 bytes, base64url, is required')
    .regex(/^[\w-]{43,}$/, 'must be base64url of at least 32 random bytes')
    .describe(
      'Secret that seals the secrets of subgraphs in the database, base64url, at least 32 bytes. Keep it: a new key cannot open them.',
    ),
  ...webhookVariables,
  REGISTRY_CANARY_ERROR_PERCENT: z.coerce
    .number({ error: 'must be a number of percentage points' })
    .min(0.1)
    .max(100)
    .default(usualCanary.maxExcessPercent)
    .describe(
      'Percentage points by which the error rate of a canary may exceed that of the other gateways before it is rolled back; 100: any.',
    ),
  REGISTRY_CANARY_MIN_REQUESTS: wholeNumber(10, 1_000_000)
    .default(usualCanary.minRequests)
    .describe(
      'Requests that a canary and the other gateways must each have answered before they are compared.',
    ),
  REGISTRY_CANARY_WINDOW_MS: wholeNumber(3_000, 3_600_000)
    .default(usualCanary.windowMs)
    .describe(
      'How far back requests are compared, in milliseconds; at least 60 times `HEALTH_REPORT_MS` of the gateways.',
    ),
  REGISTRY_SEED: z
    .string()
    .default('')
    .transform((list) => list.split(',').flatMap((folder) => folder.trim() || []))
    .meta({
      description:
        'Folders of subgraphs, separated by commas, that the registry publishes and watches. Refused in production.',
      defaultText: 'none; `npm start`: `AGENCY_MANIFESTS` and `gateway`',
    }),
  SUBGRAPH_URL_IDENTITY: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
    .optional()
    .meta({
      description:
        'Address of identity, whose `REGISTRY_URL` names this registry. Checks then validate the approved operations of apps.',
      defaultText: 'none: they are not checked',
    }),
  CLICKHOUSE_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL of ClickHouse' })
    .optional()
    .meta({
      description:
        'ClickHouse server or cluster for usage, such as `https://user:password@host:8443/registry`; required where several registries run.',
      defaultText: 'none: embedded engine in `DATA_DIR`',
    }),
};

export const defaults = { PORT: '4005' };

/** @throws ConfigurationError with one line that names the variable */
export function readConfig(environment: Environment): RegistryConfig {
  const env = parseEnvironment(variables, environment);
  if (env.DEPLOYMENT === 'production' && env.REGISTRY_SEED.length > 0) {
    throw new ConfigurationError('REGISTRY_SEED: needs DEPLOYMENT=demo; publish the subgraphs instead');
  }
  return Object.freeze({
    databaseUrl: env.DATABASE_URL_REGISTRY,
    databaseOwnerUrl: env.DATABASE_OWNER_URL_REGISTRY ?? null,
    databaseListenUrl: listenUrl('REGISTRY', env.DATABASE_URL_REGISTRY, env.DATABASE_LISTEN_URL_REGISTRY),
    databaseMarks: marksFolder(env),
    deployment: env.DEPLOYMENT,
    subgraphSecret: env.SUBGRAPH_SECRET,
    signingKey: env.REGISTRY_SIGNING_KEY,
    sealKey: env.REGISTRY_SEAL_KEY,
    seed: env.REGISTRY_SEED,
    identityUrl: env.SUBGRAPH_URL_IDENTITY ?? null,
    usage: usageSettings(env),
    webhooks: webhookSettings(env),
    canary: {
      maxExcessPercent: env.REGISTRY_CANARY_ERROR_PERCENT,
      minRequests: env.REGISTRY_CANARY_MIN_REQUESTS,
      windowMs: env.REGISTRY_CANARY_WINDOW_MS,
    },
    logLevel: env.LOG_LEVEL,
    tracing: tracingSettings(env),
  });
}

function usageSettings({
  CLICKHOUSE_URL: url,
  DATA_DIR: folder,
}: {
  readonly CLICKHOUSE_URL?: string | undefined;
  readonly DATA_DIR: string;
}): RegistryConfig['usage'] {
  return url === undefined
    ? { kind: 'embedded', directory: resolve(folder, 'usage') }
    : { kind: 'cluster', url };
}
