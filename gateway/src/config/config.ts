import { availableParallelism } from 'node:os';
import type { AuditSettings } from '@civic-graph/audit/writer';
import type { DocumentLimits } from '@civic-graph/limits';
import { ConfigurationError, type TracingSettings, tracingSettings } from '@civic-graph/service';
import type { AuthorizationMode } from '../admission/authorization/authorization-mode.ts';
import type { OperationLimits } from '../admission/demand-control/operation-limits.ts';
import type { QuotaSettings } from '../admission/rate-limiting/quotas.ts';
import type { RevocationSettings } from '../admission/revocation/revocation-channel.ts';
import type { SafelistMode } from '../admission/safelists/safelists.ts';
import type { CacheSettings } from '../subgraphs/caching/create-cache.ts';
import { readSubgraphSettings } from '../subgraphs/transport/read-subgraph-settings.ts';
import type { HttpClientKind } from '../subgraphs/transport/subgraph-client.ts';
import type { DirectorySettings } from '../subgraphs/transport/subgraph-directory.ts';
import type { SharedSecret, SubgraphEndpoint } from '../subgraphs/transport/subgraph-endpoint.ts';
import type { SubgraphSettings } from '../subgraphs/transport/subgraph-settings.ts';
import { auditSettings } from './audit-settings.ts';
import { type GatewayEnvironment, parseGatewayEnvironment } from './environment.ts';
import { type McpSettings, mcpSettings } from './mcp-settings.ts';
import { privateKey } from './private-key.ts';
import { otherEndpoints } from './subgraph-endpoints.ts';
import { type RegistrySettings, supergraphSettings } from './supergraph-settings.ts';

/** All settings of a gateway. Times in milliseconds, sizes in bytes. */
export interface GatewayConfig {
  readonly host: string;
  readonly port: number;
  /** The address of this gateway, and its replicas, for apps. */
  readonly publicUrl: string;
  /** Address of the metrics; they need no sign-in. */
  readonly adminHost: string;
  /** Their port. A worker has none: the primary process sums its metrics. */
  readonly adminPort: number | null;
  /** Processes that share the port. */
  readonly workers: number;
  /** `demo` adds persona tokens and their proxy; production has neither. */
  readonly deployment: 'demo' | 'production';
  readonly logLevel: string;
  /** Destination of traces and the share of traced requests; `null`: no tracing. */
  readonly tracing: TracingSettings | null;
  readonly tokens: {
    readonly issuer: string;
    readonly audience: string;
    readonly jwksUri: string;
    readonly citizenKeySecret: string;
  };
  /** The MCP server at `/mcp`; `null`: none. */
  readonly mcp: McpSettings | null;
  readonly supergraph:
    | { readonly kind: 'file'; readonly path: string }
    /** A folder with the `<name>/schema.graphql` of each agency. */
    | { readonly kind: 'compose'; readonly folder: string }
    | ({ readonly kind: 'registry' } & RegistrySettings);
  readonly planner: 'rust' | 'apollo';
  readonly authorizationMode: AuthorizationMode;
  /** For apps without an enforced safelist. */
  readonly safelistMode: SafelistMode;
  /** Labels of `@override` that are on. */
  readonly overrideLabels: readonly string[];
  /** Addresses of subgraphs; the supergraph decides which are called. */
  readonly directory: DirectorySettings;
  /** Revocations, switches and access records use it too; `null` in tests without such an agency. */
  readonly identity: (SubgraphEndpoint & SharedSecret) | null;
  readonly subgraphClient: HttpClientKind;
  readonly cache: CacheSettings;
  /** Quotas of callers; `null`: unlimited. */
  readonly quotas: QuotaSettings | null;
  /** Whether a load balancer in front appends the client's address to `X-Forwarded-For`. */
  readonly isForwarded: boolean;
  /** Source of revoked consents, sign-ins and apps; `null` without revocation, as in tests. */
  readonly revocation: RevocationSettings | null;
  /** `null`: accesses to personal data are not recorded. Only in a demo. */
  readonly audit: AuditSettings | null;
  /** Whether `/` serves the Studio. */
  readonly console: boolean;
  /** Origin of the Studio for browsers; `null`: nobody can sign in there. */
  readonly studioUrl: string | null;
  /** Time for a whole operation after its body has arrived: planning and all calls to subgraphs together. */
  readonly deadlineMs: number;
  /** A slower operation is logged with its plan. */
  readonly slowOperationMs: number;
  /** How long a stopping gateway keeps answering, until load balancers notice that it is not ready. */
  readonly shutdownDelayMs: number;
  /** Time for a whole request to arrive. */
  readonly requestTimeoutMs: number;
  /** Idle timeout of a connection; longer than that of a load balancer in front. */
  readonly keepAliveTimeoutMs: number;
  readonly subscriptions: SubscriptionSettings;
  readonly limits: DocumentLimits & OperationLimits & { readonly maxBodyBytes: number };
  /** Limits of each agency without its own in `settingsOf`. */
  readonly subgraphs: SubgraphSettings;
  readonly settingsOf: ReadonlyMap<string, SubgraphSettings>;
  readonly maxErrors: number;
  readonly maxPreparedOperations: number;
  /** Size of their documents together. */
  readonly maxPreparedCharacters: number;
}

/** Limits of long-lived subscriptions. */
export interface SubscriptionSettings {
  readonly maxOpen: number;
  /**
   * One citizen by one app, one app by itself, one official. Callers without a token get half of all,
   * together.
   */
  readonly maxPerCaller: number;
  /** Limit of callers without a token, per address (IPv6: its /48). */
  readonly maxPerNetwork: number;
  /**
   * Limits of WebSockets: per caller and network twice as many as subscriptions, each with at most
   * `maxPerConnection` concurrent operations.
   */
  readonly maxConnections: number;
  readonly maxPerConnection: number;
  /** Origins, besides the gateway's own, whose pages may open a WebSocket. */
  readonly origins: readonly string[];
  /** Time for the first message of a WebSocket. */
  readonly connectionInitTimeoutMs: number;
  /** Idle timeout of a WebSocket without an operation; at most twice that. */
  readonly maxIdleMs: number;
  /** Interval at which tokens of silent subscriptions are verified again. */
  readonly checkEveryMs: number;
  readonly heartbeatMs: number;
  /** Bytes that may be buffered for a subscriber when the next event comes. */
  readonly maxBufferedBytes: number;
  /** A subgraph sends heartbeats more often than that. */
  readonly maxSubgraphSilenceMs: number;
  readonly maxEventCharacters: number;
}

/** Settings of each agency; `SUBGRAPH_SETTINGS_<NAME>` changes them for one. */
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
    maxDirectives: 500,
    maxComparisons: 20_000,
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
    maxPerNetwork: 500,
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

/** @throws ConfigurationError with one line that names the variable and the fix */
export function readConfig(env: Readonly<Record<string, string | undefined>>): GatewayConfig {
  const parsed = parseGatewayEnvironment(env);
  if (parsed.AUTHORIZATION_MODE === 'dryRun' && parsed.DEPLOYMENT === 'production') {
    throw new ConfigurationError(
      'AUTHORIZATION_MODE: dryRun denies nothing; set errors or reject in production',
    );
  }
  const identity = {
    name: 'identity',
    url: parsed.SUBGRAPH_URL_IDENTITY,
    secret: parsed.SUBGRAPH_SECRET_IDENTITY,
  };
  const { cacheBytes, subscriptions, limits, shutdownDelayMs, ...sizes } = defaults;
  // By default an agency may take as long as the whole operation.
  const subgraphs = { ...subgraphDefaults, deadlineMs: parsed.REQUEST_DEADLINE_MS };
  return Object.freeze({
    ...sizes,
    limits: { ...limits, maxCost: parsed.MAX_OPERATION_COST },
    host: parsed.HOST,
    port: parsed.PORT,
    publicUrl: parsed.PUBLIC_URL ?? `http://${urlHost(parsed.HOST)}:${parsed.PORT}`,
    adminHost: parsed.ADMIN_HOST,
    adminPort: parsed.WORKER_SLOT === undefined ? parsed.ADMIN_PORT : null,
    // Production uses every core.
    workers: parsed.WORKERS ?? (parsed.DEPLOYMENT === 'demo' ? 1 : availableParallelism()),
    deployment: parsed.DEPLOYMENT,
    logLevel: parsed.LOG_LEVEL,
    tracing: tracingSettings(parsed),
    tokens: {
      issuer: parsed.ISSUER_URL,
      audience: parsed.TOKEN_AUDIENCE,
      jwksUri: parsed.JWKS_URL ?? new URL('/jwks', parsed.ISSUER_URL).href,
      citizenKeySecret: parsed.CITIZEN_KEY_SECRET,
    },
    supergraph: supergraphSettings(parsed, env),
    mcp: mcpSettings(parsed),
    planner: parsed.PLANNER,
    authorizationMode: parsed.AUTHORIZATION_MODE,
    safelistMode: parsed.SAFELISTS,
    overrideLabels: parsed.OVERRIDE_LABELS,
    identity,
    directory: {
      endpoints: [identity, ...otherEndpoints(env)],
      file: parsed.SUBGRAPHS_FILE ?? null,
      signingKey: privateKey(parsed, 'GATEWAY_SIGNING_KEY'),
      manifests:
        parsed.SUPERGRAPH_FILE === undefined && parsed.REGISTRY_URL === undefined
          ? (parsed.SUBGRAPH_SCHEMAS ?? null)
          : null,
    },
    subgraphClient: parsed.SUBGRAPH_CLIENT,
    console: parsed.CONSOLE === 'on',
    studioUrl: parsed.CONSOLE === 'on' ? (parsed.STUDIO_URL ?? null) : null,
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
    // A demo has no load balancer.
    shutdownDelayMs: parsed.SHUTDOWN_DELAY_MS ?? (parsed.DEPLOYMENT === 'demo' ? 0 : shutdownDelayMs),
    subgraphs,
    settingsOf: readSubgraphSettings(env, subgraphs),
  });
}

/** A demo is measured and tested from its own machine, so it has no quotas. */
const usualQuotas = {
  demo: { app: 1e12, person: 1e12, address: 1e12, dataSubjects: 1_000_000 },
  production: { app: 6_000_000, person: 100_000, address: 200_000, dataSubjects: 200_000 },
};

function quotaSettings(parsed: GatewayEnvironment): QuotaSettings {
  const usual = usualQuotas[parsed.DEPLOYMENT];
  return {
    perApp: parsed.QUOTA_APP ?? usual.app,
    perPerson: parsed.QUOTA_PERSON ?? usual.person,
    perAddress: parsed.QUOTA_ADDRESS ?? usual.address,
    dataSubjectsPerApp: parsed.QUOTA_DATA_SUBJECTS ?? usual.dataSubjects,
  };
}

/** A wildcard address is not an address for clients. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
