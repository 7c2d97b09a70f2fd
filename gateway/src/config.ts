import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { ConfigurationError, parseEnvironment } from '@civic-graph/config';
import { z } from 'zod';
import type { AuditSettings } from './audit/access-audit.ts';
import { type AuthorizationMode, authorizationModes } from './authorization/authorization-mode.ts';
import type { CacheSettings } from './caching/create-cache.ts';
import type { DocumentLimits } from './limits/document-size.ts';
import type { OperationLimits } from './limits/operation-size.ts';
import type { QuotaSettings } from './quotas/quotas.ts';
import { parseRedisAddress } from './redis/redis-address.ts';
import type { RevocationSettings } from './revocation/revocation-channel.ts';
import { type SafelistMode, safelistModes } from './safelists/safelists.ts';
import {
  type DirectorySettings,
  httpUrl,
  sharedSecret,
  urlOrSocket,
} from './supergraph/subgraph-directory.ts';
import { readSubgraphSettings } from './transport/read-subgraph-settings.ts';
import type { HttpClientKind, SubgraphEndpoint } from './transport/subgraph-client.ts';
import type { SubgraphSettings } from './transport/subgraph-settings.ts';

/** Where the four agencies of this city are by default. Others have `SUBGRAPH_URL_<NAME>` as well. */
const defaultUrls = {
  identity: 'http://127.0.0.1:4001/graphql',
  transport: 'http://127.0.0.1:4002/graphql',
  payments: 'http://127.0.0.1:4003/graphql',
  statistics: 'http://127.0.0.1:4004/graphql',
} as const;

const port = (fallback: number) =>
  z.coerce.number({ error: 'must be a port number' }).int().min(0).max(65_535).default(fallback);

const points = z.coerce.number({ error: 'must be a whole number' }).int().min(1).max(1e12);

/** Scheme, host and port alone (RFC 6454, section 6.2), as browsers send it. */
function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

/** As `@override` takes them; `percent(N)` goes by the caller and is not switched. */
const overrideLabel = /^[a-zA-Z][\w\-:./]*$/;

const environment = {
  HOST: z.string().default('127.0.0.1'),
  PORT: port(4000),
  ADMIN_PORT: port(4100),
  WORKERS: z.coerce.number({ error: 'must be a number of processes' }).int().min(1).max(256).optional(),
  WORKER_SLOT: z.coerce.number().int().min(0).optional(),
  PUBLIC_URL: httpUrl.optional(),
  DEPLOYMENT: z.enum(['demo', 'production']).default('production'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  ISSUER_URL: httpUrl.default('http://127.0.0.1:4001'),
  JWKS_URL: httpUrl.optional(),
  TOKEN_AUDIENCE: httpUrl.default('https://graph.civic-graph.example'),
  CITIZEN_KEY_SECRET: sharedSecret.refine(
    (value) => Buffer.from(value, 'base64url').length === 32,
    'must be base64url of exactly 32 bytes',
  ),
  SUPERGRAPH_FILE: z.string().optional(),
  SUBGRAPH_SCHEMAS: z.string().optional(),
  PLANNER: z.enum(['rust', 'apollo']).default('rust'),
  AUTHORIZATION_MODE: z.enum(authorizationModes).default('errors'),
  SAFELISTS: z.enum(safelistModes).default('off'),
  OVERRIDE_LABELS: z
    .string()
    .transform((list) => list.split(',').map((label) => label.trim()))
    .pipe(z.array(z.string().regex(overrideLabel, 'must be names of labels, with commas between them')))
    .default([]),
  WEBSOCKET_ORIGINS: z
    .string()
    .transform((list) => list.split(',').map((origin) => origin.trim()))
    .refine(
      (list) => list.every(isOrigin),
      'must be origins (https://portal.example), with commas between them',
    )
    .default([]),
  REQUEST_DEADLINE_MS: z.coerce
    .number({ error: 'must be a number of milliseconds' })
    .int()
    .min(1)
    .max(120_000)
    .default(2_000),
  MAX_OPERATION_COST: z.coerce.number({ error: 'must be a number of points' }).int().min(1).default(50_000),
  SLOW_OPERATION_MS: z.coerce
    .number({ error: 'must be a number of milliseconds' })
    .int()
    .min(1)
    .max(120_000)
    .default(1_000),
  SHUTDOWN_DELAY_MS: z.coerce
    .number({ error: 'must be a number of milliseconds' })
    .int()
    .min(0)
    .max(60_000)
    .optional(),
  CONSOLE: z.enum(['on', 'off']).default('on'),
  DATA_DIR: z.string().default('.data'),
  AUDIT: z.enum(['on', 'off']).default('on'),
  AUDIT_CHECKPOINTS: z.string().optional(),
  MAX_REVOCATION_SILENCE_MS: z.coerce
    .number({ error: 'must be a number of milliseconds' })
    .int()
    .min(5_000)
    .max(60_000)
    .default(10_000),
  CACHE: z.enum(['on', 'off']).default('on'),
  REDIS_URL: z
    .string()
    .refine((text) => parseRedisAddress(text) !== null, {
      error:
        'must be redis://host, redis+sentinel://host,host/master or redis+cluster://host,host (rediss: with TLS)',
    })
    .optional(),
  QUOTAS: z.enum(['on', 'off']).default('on'),
  QUOTA_APP: points.optional(),
  QUOTA_PERSON: points.optional(),
  QUOTA_ADDRESS: points.optional(),
  QUOTA_DATA_SUBJECTS: points.optional(),
  CLIENT_ADDRESS: z.enum(['socket', 'forwarded']).default('socket'),
  SUBGRAPH_CLIENT: z.enum(['lean', 'undici']).default('lean'),
  SUBGRAPHS_FILE: z.string().optional(),
  SUBGRAPH_URL_IDENTITY: httpUrl.default(defaultUrls.identity),
  SUBGRAPH_SECRET_IDENTITY: sharedSecret,
};

/** Everything that can be set about a gateway. Times in milliseconds, sizes in bytes. */
export interface GatewayConfig {
  readonly host: string;
  readonly port: number;
  /** Where apps reach this gateway, and its replicas. */
  readonly publicUrl: string;
  /** Metrics and admin calls; always on loopback. A worker has none: its figures are summed by the process above it. */
  readonly adminPort: number | null;
  /** Processes that share the port. */
  readonly workers: number;
  /** `demo` adds persona tokens and their proxy; production has neither. */
  readonly deployment: 'demo' | 'production';
  readonly logLevel: string;
  readonly tokens: {
    readonly issuer: string;
    readonly audience: string;
    readonly jwksUri: string;
    readonly citizenKeySecret: string;
  };
  readonly supergraph:
    | { readonly kind: 'file'; readonly path: string }
    /** Of a folder with the `<name>/schema.graphql` of each agency. */
    | { readonly kind: 'compose'; readonly folder: string };
  readonly planner: 'rust' | 'apollo';
  readonly authorizationMode: AuthorizationMode;
  /** For apps that nobody holds to their safelists. */
  readonly safelistMode: SafelistMode;
  /** Labels of `@override` that are on. */
  readonly overrideLabels: readonly string[];
  /** Where subgraphs are; which of them are called is for the supergraph to say. */
  readonly directory: DirectorySettings;
  /** Where revocations, switches and access records go too; `null` in tests that have no such agency. */
  readonly identity: SubgraphEndpoint | null;
  readonly subgraphClient: HttpClientKind;
  readonly cache: CacheSettings;
  /** What callers may spend; `null`: anything. */
  readonly quotas: QuotaSettings | null;
  /** Whether a balancer in front appends the client's address to `X-Forwarded-For`. */
  readonly isForwarded: boolean;
  /** Where revoked consents, sign-ins and apps are learnt; `null` for a gateway whose tokens nobody revokes, as in tests. */
  readonly revocation: RevocationSettings | null;
  /** `null`: nobody records who reads personal data. Only in a demo. */
  readonly audit: AuditSettings | null;
  /** Whether `/` serves the console. */
  readonly console: boolean;
  /** For a whole operation, once its body has arrived: planning and all calls to subgraphs together. */
  readonly deadlineMs: number;
  /** An operation that takes longer is logged, with its plan. */
  readonly slowOperationMs: number;
  /** How long a gateway that is to stop goes on answering: a balancer has found out by then that it is not ready. */
  readonly shutdownDelayMs: number;
  /** For a whole request to arrive. */
  readonly requestTimeoutMs: number;
  /** How long a connection without a request stays open; longer than a balancer in front keeps its own. */
  readonly keepAliveTimeoutMs: number;
  readonly subscriptions: SubscriptionSettings;
  readonly limits: OperationLimits & DocumentLimits & { readonly maxBodyBytes: number };
  /** Of each agency that has none of its own in `settingsOf`. */
  readonly subgraphs: SubgraphSettings;
  readonly settingsOf: ReadonlyMap<string, SubgraphSettings>;
  readonly maxErrors: number;
  readonly maxPreparedOperations: number;
  /** Size of their documents together. */
  readonly maxPreparedCharacters: number;
}

/** Bounds of what goes on after the request that began it. */
export interface SubscriptionSettings {
  readonly maxOpen: number;
  /** One citizen by one app, one app by itself, one official. Those without a token get half of all, together. */
  readonly maxPerCaller: number;
  /** WebSockets, each with at most `maxPerConnection` operations at once. */
  readonly maxConnections: number;
  readonly maxPerConnection: number;
  /** Of other web pages than the gateway's own that may open a WebSocket. */
  readonly origins: readonly string[];
  /** For the first message of a WebSocket. */
  readonly connectionInitTimeoutMs: number;
  /** How long a WebSocket without an operation is kept; twice that at most. */
  readonly maxIdleMs: number;
  /** How often those that are silent are looked at, whether their token still holds. */
  readonly checkEveryMs: number;
  readonly heartbeatMs: number;
  /** What may wait for a subscriber when the next event comes. */
  readonly maxBufferedBytes: number;
  /** A subgraph sends a sign of life more often than that. */
  readonly maxSubgraphSilenceMs: number;
  readonly maxEventCharacters: number;
}

/** Of each agency; `SUBGRAPH_SETTINGS_<NAME>` changes them for one. */
export const subgraphDefaults: SubgraphSettings = {
  deadlineMs: 2_000,
  connectTimeoutMs: 1_000,
  connections: 64,
  maxWaiting: 1_000,
  maxResponseBytes: 16_000_000,
  retryPercent: 10,
  retryAfterMs: 50,
  breakerFailures: 10,
  breakerOpenMs: 1_000,
  breakerPatienceMs: 1_000,
};

const defaults = {
  limits: {
    maxBodyBytes: 1_000_000,
    maxTokens: 15_000,
    maxNesting: 200,
    maxDefinitions: 200,
    maxFields: 3_000,
    maxDepth: 30,
    maxLevels: 60,
    maxAnswerValues: 200_000,
    maxAliases: 200,
    maxRootFields: 50,
  },
  shutdownDelayMs: 2_000,
  requestTimeoutMs: 10_000,
  keepAliveTimeoutMs: 72_000,
  maxErrors: 200,
  maxPreparedOperations: 1_000,
  maxPreparedCharacters: 1_000_000,
  cacheBytes: 64_000_000,
  subscriptions: {
    maxOpen: 10_000,
    maxPerCaller: 100,
    maxConnections: 10_000,
    maxPerConnection: 100,
    connectionInitTimeoutMs: 3_000,
    maxIdleMs: 60_000,
    checkEveryMs: 500,
    heartbeatMs: 15_000,
    maxBufferedBytes: 64_000,
    maxSubgraphSilenceMs: 30_000,
    maxEventCharacters: 1_000_000,
  },
} as const;

/** @throws ConfigurationError with one line that names the variable and the mend */
export function readConfig(env: Readonly<Record<string, string | undefined>>): GatewayConfig {
  const parsed = parseEnvironment(environment, env);
  if (parsed.AUTHORIZATION_MODE === 'dryRun' && parsed.DEPLOYMENT === 'production') {
    throw new ConfigurationError(
      'AUTHORIZATION_MODE: dryRun denies nothing; a production gateway takes errors or reject',
    );
  }
  const identity: SubgraphEndpoint = {
    name: 'identity',
    url: parsed.SUBGRAPH_URL_IDENTITY,
    secret: parsed.SUBGRAPH_SECRET_IDENTITY,
  };
  const { cacheBytes, subscriptions, limits, shutdownDelayMs, ...sizes } = defaults;
  // An agency may take as long as the whole, unless it is told otherwise.
  const subgraphs = { ...subgraphDefaults, deadlineMs: parsed.REQUEST_DEADLINE_MS };
  return Object.freeze({
    ...sizes,
    limits: { ...limits, maxCost: parsed.MAX_OPERATION_COST },
    host: parsed.HOST,
    port: parsed.PORT,
    publicUrl: parsed.PUBLIC_URL ?? `http://${urlHost(parsed.HOST)}:${parsed.PORT}`,
    adminPort: parsed.WORKER_SLOT === undefined ? parsed.ADMIN_PORT : null,
    // Production uses every core.
    workers: parsed.WORKERS ?? (parsed.DEPLOYMENT === 'demo' ? 1 : availableParallelism()),
    deployment: parsed.DEPLOYMENT,
    logLevel: parsed.LOG_LEVEL,
    tokens: {
      issuer: parsed.ISSUER_URL,
      audience: parsed.TOKEN_AUDIENCE,
      jwksUri: parsed.JWKS_URL ?? new URL('/jwks', parsed.ISSUER_URL).href,
      citizenKeySecret: parsed.CITIZEN_KEY_SECRET,
    },
    supergraph: supergraphFrom(parsed.SUPERGRAPH_FILE, parsed.SUBGRAPH_SCHEMAS),
    planner: parsed.PLANNER,
    authorizationMode: parsed.AUTHORIZATION_MODE,
    safelistMode: parsed.SAFELISTS,
    overrideLabels: parsed.OVERRIDE_LABELS,
    identity,
    directory: {
      endpoints: [identity, ...otherEndpoints(env)],
      file: parsed.SUBGRAPHS_FILE ?? null,
    },
    subgraphClient: parsed.SUBGRAPH_CLIENT,
    console: parsed.CONSOLE === 'on',
    audit: auditSettings(parsed),
    revocation: {
      url: parsed.SUBGRAPH_URL_IDENTITY,
      secret: parsed.SUBGRAPH_SECRET_IDENTITY,
      maxSilenceMs: parsed.MAX_REVOCATION_SILENCE_MS,
    },
    subscriptions: { ...subscriptions, origins: parsed.WEBSOCKET_ORIGINS },
    cache: {
      enabled: parsed.CACHE === 'on',
      maxBytes: cacheBytes,
      redisUrl: parsed.REDIS_URL ?? null,
    },
    quotas: parsed.QUOTAS === 'off' ? null : quotaSettings(parsed),
    isForwarded: parsed.CLIENT_ADDRESS === 'forwarded',
    deadlineMs: parsed.REQUEST_DEADLINE_MS,
    slowOperationMs: parsed.SLOW_OPERATION_MS,
    // Nobody balances in front of a demo.
    shutdownDelayMs: parsed.SHUTDOWN_DELAY_MS ?? (parsed.DEPLOYMENT === 'demo' ? 0 : shutdownDelayMs),
    subgraphs,
    settingsOf: readSubgraphSettings(env, subgraphs),
  });
}

/** A demonstration is measured and tested by its own machine, and stops nobody. */
const usualQuotas = {
  demo: { app: 1e12, person: 1e12, address: 1e12, dataSubjects: 1_000_000 },
  production: { app: 6_000_000, person: 100_000, address: 200_000, dataSubjects: 200_000 },
};

function quotaSettings(parsed: {
  readonly DEPLOYMENT: 'demo' | 'production';
  readonly QUOTA_APP?: number | undefined;
  readonly QUOTA_PERSON?: number | undefined;
  readonly QUOTA_ADDRESS?: number | undefined;
  readonly QUOTA_DATA_SUBJECTS?: number | undefined;
}): QuotaSettings {
  const usual = usualQuotas[parsed.DEPLOYMENT];
  return {
    perApp: parsed.QUOTA_APP ?? usual.app,
    perPerson: parsed.QUOTA_PERSON ?? usual.person,
    perAddress: parsed.QUOTA_ADDRESS ?? usual.address,
    dataSubjectsPerApp: parsed.QUOTA_DATA_SUBJECTS ?? usual.dataSubjects,
  };
}

/** An address that stands for every interface is nobody's. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function auditSettings(parsed: {
  readonly DEPLOYMENT: string;
  readonly DATA_DIR: string;
  readonly PORT: number;
  readonly WORKER_SLOT?: number | undefined;
  readonly AUDIT: 'on' | 'off';
  readonly AUDIT_CHECKPOINTS?: string | undefined;
}): AuditSettings | null {
  if (parsed.AUDIT === 'off') {
    if (parsed.DEPLOYMENT === 'demo') return null;
    throw new ConfigurationError('AUDIT: off is only for DEPLOYMENT=demo; this is DEPLOYMENT=production');
  }
  const folder = resolve(parsed.DATA_DIR, 'audit');
  return {
    // Gateways of one machine may share the data folder, and no two of them a port.
    // Nor may two workers; the first goes on where a gateway without workers ended.
    folder: join(folder, `gateway-${parsed.PORT}${parsed.WORKER_SLOT ? `-${parsed.WORKER_SLOT}` : ''}`),
    checkpoints: resolve(parsed.AUDIT_CHECKPOINTS ?? join(folder, 'checkpoints')),
  };
}

/**
 * Every `SUBGRAPH_SECRET_<NAME>` is of a subgraph: `PUBLIC_WORKS` of `public-works`. One that has another sort of name is
 * for the file.
 */
function otherEndpoints(env: Readonly<Record<string, string | undefined>>): readonly SubgraphEndpoint[] {
  const suffixes = Object.keys(env).flatMap(
    (name) => /^SUBGRAPH_SECRET_([A-Z][A-Z0-9_]*)$/.exec(name)?.[1] ?? [],
  );
  return suffixes
    .filter((suffix) => suffix !== 'IDENTITY' && env[`SUBGRAPH_SECRET_${suffix}`])
    .map((suffix) => {
      const name = suffix.toLowerCase().replaceAll('_', '-');
      const fallback: string | undefined = new Map(Object.entries(defaultUrls)).get(name);
      const [url, secret] = [`SUBGRAPH_URL_${suffix}`, `SUBGRAPH_SECRET_${suffix}`];
      const shape = {
        [secret]: sharedSecret,
        [url]: fallback === undefined ? urlOrSocket : urlOrSocket.default(fallback),
      };
      const parsed = parseEnvironment(shape, env);
      return { name, url: String(parsed[url]), secret: String(parsed[secret]) };
    });
}

function supergraphFrom(file: string | undefined, schemas: string | undefined): GatewayConfig['supergraph'] {
  if (file !== undefined) return { kind: 'file', path: file };
  if (schemas !== undefined) return { kind: 'compose', folder: schemas };
  throw new ConfigurationError(
    'SUPERGRAPH_FILE: is required (a supergraph SDL), or SUBGRAPH_SCHEMAS (a folder with <name>/schema.graphql)',
  );
}
