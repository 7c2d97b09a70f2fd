import { fileURLToPath } from 'node:url';
import {
  type DatabaseName,
  type Environment,
  folderOf,
  type LauncherConfig,
  type SubgraphName,
  subgraphNames,
} from './config.ts';
import type { Databases } from './databases.ts';
import { ed25519Pem, ed25519PublicKey } from './ed25519-key.ts';
import type { Secrets } from './secrets.ts';

/** Root of the repository; the working folder of the services. */
export const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** A process of the demo: program, environment, and URL for its readiness check. */
export interface Service {
  readonly name: SubgraphName | 'gateway';
  /** Path in the repository: a source file, or its build output. */
  readonly entry: string;
  readonly url: string;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Variables of the user that are passed on unchanged, by service. Nothing else of the user's environment
 * reaches a service except what the machine needs.
 */
export const handedOn: Readonly<Record<Service['name'], readonly string[]>> = {
  gateway: [
    'PLANNER',
    'PUBLIC_URL',
    'AUTHORIZATION_MODE',
    'SAFELISTS',
    'MAX_OPERATION_COST',
    'OVERRIDE_LABELS',
    'WEBSOCKET_ORIGINS',
    'REQUEST_DEADLINE_MS',
    'QUOTAS',
    'QUOTA_APP',
    'QUOTA_PERSON',
    'QUOTA_ADDRESS',
    'QUOTA_DATA_SUBJECTS',
    'CLIENT_ADDRESS',
    'SHUTDOWN_DELAY_MS',
    'SLOW_OPERATION_MS',
    'CONSOLE',
    'AUDIT',
    'AUDIT_CHECKPOINTS',
    'AUDIT_SIGNING_KEY',
    'AUDIT_SIGNING_KEY_FILE',
    'CACHE',
    'MAX_REVOCATION_SILENCE_MS',
    'REDIS_URL',
    'SUBGRAPH_CLIENT',
    'SUBGRAPHS_FILE',
    'WORKERS',
    ...subgraphNames.map((name) => `SUBGRAPH_SETTINGS_${name.toUpperCase()}`),
  ],
  identity: [
    'SIGNING_KEY_MAX_AGE_DAYS',
    'TEST_LOGIN',
    'PERSONA_TOKENS',
    'SYNTHETIC_CITIZENS',
    'PROFILING_JOIN_AGENCIES',
    'PROFILING_JOIN_PEOPLE_DAY',
    'PROFILING_JOIN_PEOPLE_WEEK',
    'PROFILING_SWEEP_PEOPLE_DAY',
    'PROFILING_SWEEP_PEOPLE_WEEK',
    'PROFILING_SWEEP_GROWTH',
    'PROFILING_SWEEP_PERCENT',
    'PROFILING_AGAIN_AT',
    'SANDBOX_TOKENS',
  ],
  transport: [
    'TRANSPORT_GTFS',
    'TRANSPORT_GTFS_RT',
    'TRANSPORT_FEED_ID',
    'TRANSPORT_REGION',
    'TRANSPORT_AGENCY',
    'TRANSPORT_RELOAD_SECONDS',
  ],
  payments: [
    'PAYMENT_PROVIDERS',
    'PAYMENTS_PUBLIC_URL',
    'PAYMENT_INQUIRY_SECONDS',
    'RECEIPT_SIGNING_KEY',
    'AGENCY_RECEIPT_KEYS',
    'WEBHOOK_SIGNING_KEY',
    'WEBHOOK_TARGETS',
  ],
  statistics: [
    'STATISTICS_DATASETS',
    'STATISTICS_AGENCIES',
    'DISCLOSURE_KEY',
    'DISCLOSURE_KEY_FILE',
    'CLICKHOUSE_URL',
  ],
  platform: [],
};
const ofTheMachine = [
  ...['PATH', 'HOME', 'TMPDIR', 'TZ', 'LANG', 'NODE_EXTRA_CA_CERTS', 'LOG_LEVEL'],
  ...['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_HEADERS', 'OTEL_TRACES_SAMPLER_ARG'],
];

export interface DemoParts {
  readonly config: LauncherConfig;
  readonly secrets: Secrets;
  readonly databaseUrls: Databases['urls'];
  /** The user's environment. */
  readonly env: Environment;
  /** Whether to run the output of `npm run build`. */
  readonly built?: boolean | undefined;
}

/** The subgraphs, then the gateway. */
export function demoServices(parts: DemoParts): Service[] {
  return [...subgraphNames.map((name) => subgraph(name, parts)), gateway(parts)];
}

export function issuerUrl({ subgraphPorts }: LauncherConfig): string {
  return `http://127.0.0.1:${subgraphPorts.identity}`;
}

function subgraph(name: SubgraphName, parts: DemoParts): Service {
  const { config, secrets } = parts;
  const port = config.subgraphPorts[name];
  return {
    name,
    entry: entry(folderOf(name), 'index', parts),
    url: `http://127.0.0.1:${port}`,
    environment: {
      ...chosen(parts.env, [...ofTheMachine, ...handedOn[name]]),
      ...shared(parts),
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: config.dataDirectory,
      SUBGRAPH_SECRET: secrets.subgraphs[name],
      GATEWAY_URLS: gatewayUrl(config),
      ...ofSubgraph(name, parts),
    },
  };
}

/** Secrets and addresses of this subgraph alone. */
function ofSubgraph(name: SubgraphName, parts: DemoParts): Record<string, string> {
  const { config, secrets, databaseUrls, env } = parts;
  if (name === 'payments') {
    return { ...databaseOf('payments', databaseUrls), ADDRESSEE_SECRET: secrets.addressee };
  }
  if (name === 'platform') {
    return {
      ...databaseOf('registry', databaseUrls),
      REGISTRY_SIGNING_KEY: ed25519Pem(secrets.registrySigning),
      REGISTRY_SEAL_KEY: secrets.registrySeal,
      REGISTRY_SEED: env.REGISTRY_SEED || 'subgraphs,gateway',
    };
  }
  if (name !== 'identity') return {};
  return {
    ...mcpUrl(parts),
    ...databaseOf('identity', databaseUrls),
    REGISTRY_URL: registryUrl(config),
    REGISTRY_PUBLIC_KEYS: ed25519PublicKey(secrets.registrySigning),
    SUBGRAPH_SECRET_PLATFORM: secrets.subgraphs.platform,
    CITIZEN_KEY_SECRET: secrets.citizenKey,
    PAIRWISE_SALT: secrets.pairwiseSalt,
    COOKIE_KEYS: secrets.cookieKey,
  };
}

function databaseOf(name: DatabaseName, urls: Databases['urls']): Record<string, string> {
  const { service, owner } = urls[name];
  const suffix = name.toUpperCase();
  return {
    [`DATABASE_URL_${suffix}`]: service,
    ...(owner !== null && { [`DATABASE_OWNER_URL_${suffix}`]: owner }),
  };
}

function gateway(parts: DemoParts): Service {
  const { config, secrets, env } = parts;
  const subgraphs = subgraphNames.flatMap((name) => [
    [`SUBGRAPH_URL_${name.toUpperCase()}`, `http://127.0.0.1:${config.subgraphPorts[name]}/graphql`],
    [`SUBGRAPH_SECRET_${name.toUpperCase()}`, secrets.subgraphs[name]],
  ]);
  return {
    name: 'gateway',
    entry: entry('gateway', 'main', parts),
    url: gatewayUrl(config),
    environment: {
      ...chosen(env, [...ofTheMachine, ...handedOn.gateway]),
      ...shared(parts),
      HOST: config.host,
      PORT: String(config.gatewayPort),
      ADMIN_PORT: String(config.adminPort),
      DATA_DIR: config.dataDirectory,
      ...mcpUrl(parts),
      REGISTRY_URL: registryUrl(config),
      REGISTRY_PUBLIC_KEYS: ed25519PublicKey(secrets.registrySigning),
      GATEWAY_SIGNING_KEY: ed25519Pem(secrets.gatewaySigning),
      CITIZEN_KEY_SECRET: secrets.citizenKey,
      ...Object.fromEntries(subgraphs),
    },
  };
}

/** Build output that must exist before services can run from it. */
export const builtFiles: readonly string[] = [
  ...subgraphNames.map((name) => `${folderOf(name)}/dist/index.js`),
  'gateway/dist/main.js',
  'packages/launcher/dist/end-with-parent.js',
];

function entry(folder: string, file: string, { built = false }: DemoParts): string {
  return built ? `${folder}/dist/${file}.js` : `${folder}/src/${file}.ts`;
}

function shared({ config }: DemoParts): Record<string, string> {
  return { DEPLOYMENT: 'demo', ISSUER_URL: issuerUrl(config), TOKEN_AUDIENCE: config.tokenAudience };
}

function registryUrl({ subgraphPorts }: LauncherConfig): string {
  return `http://127.0.0.1:${subgraphPorts.platform}`;
}

/** Of the gateway's MCP server, for the two that agree on it. */
function mcpUrl({ config, env }: DemoParts): Record<string, string> {
  return { MCP_URL: new URL('/mcp', env.PUBLIC_URL || gatewayUrl(config)).href };
}

function gatewayUrl({ host, gatewayPort }: LauncherConfig): string {
  return `http://${urlHost(host)}:${gatewayPort}`;
}

/** Replaces a wildcard address, which a browser cannot open. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

/** An empty variable counts as absent. */
function chosen(env: Environment, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
}
