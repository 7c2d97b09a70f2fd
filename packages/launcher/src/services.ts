import { type Environment, type LauncherConfig, portOf } from './config.ts';
import type { Databases } from './databases.ts';
import { gatewayFlags } from './memory-flags.ts';
import { type Secrets, secretOf } from './secrets.ts';
import { type DemoSubgraph, suffixOf } from './subgraphs.ts';

/** A process of the demo: what to run, with which environment, and how to see that it is ready. */
export interface Service {
  /** Of the subgraph, or `gateway`. */
  readonly name: string;
  /** Relative to the repository: a source, or what `npm run build` has made of it. */
  readonly entry: string;
  readonly url: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Flags of V8. */
  readonly nodeFlags: readonly string[];
}

/** Variables of the user that are passed on to the gateway unchanged. */
const ofGateway = [
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
];

/**
 * Variables of the user that are passed on unchanged, by service. Nothing else of the user's environment
 * reaches a service except what the machine needs.
 */
export function handedOn(
  { subgraphs }: Pick<LauncherConfig, 'subgraphs'>,
  env: Environment,
): Readonly<Record<string, readonly string[]>> {
  const settings = Object.keys(env).filter((name) => name.startsWith('SUBGRAPH_SETTINGS_'));
  return {
    gateway: [...ofGateway, ...settings],
    ...Object.fromEntries(subgraphs.map(({ name, environment }) => [name, environment])),
  };
}

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
  /** Whether services run as `npm run build` has made them. */
  readonly built?: boolean | undefined;
}

/** The subgraphs, then the gateway. */
export function demoServices(parts: DemoParts): Service[] {
  return [...parts.config.subgraphs.map((each) => subgraph(each, parts)), gateway(parts)];
}

/** The platform's issuer is the subgraph identity. */
export function issuerUrl(config: LauncherConfig): string {
  return `http://127.0.0.1:${portOf(config, 'identity')}`;
}

function subgraph({ name, ...settings }: DemoSubgraph, parts: DemoParts): Service {
  const { config, secrets } = parts;
  const port = portOf(config, name);
  return {
    name,
    entry: entry(`subgraphs/${name}`, 'index', parts),
    url: `http://127.0.0.1:${port}`,
    nodeFlags: settings.nodeFlags,
    environment: {
      ...chosen(parts.env, [...ofTheMachine, ...settings.environment]),
      ...shared(parts),
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: config.dataDirectory,
      SUBGRAPH_SECRET: secretOf(secrets.subgraphs, name),
      GATEWAY_URLS: gatewayUrl(config),
      ...databaseOf(name, parts.databaseUrls),
      ...Object.fromEntries(
        Object.entries(settings.secrets).map(([variable, secret]) => [variable, secrets[secret]]),
      ),
      ...(name === 'identity' && ofIssuer(parts)),
    },
  };
}

/** What only the issuer may know. */
function ofIssuer({ config, secrets }: DemoParts): Record<string, string> {
  return {
    AGENCY_MANIFESTS: config.manifests,
    CITIZEN_KEY_SECRET: secrets.citizenKey,
    PAIRWISE_SALT: secrets.pairwiseSalt,
    COOKIE_KEYS: secrets.cookieKey,
  };
}

function databaseOf(name: string, urls: Databases['urls']): Record<string, string> {
  const own = urls[name];
  if (own === undefined) return {};
  const suffix = suffixOf(name);
  return {
    [`DATABASE_URL_${suffix}`]: own.service,
    ...(own.owner !== null && { [`DATABASE_OWNER_URL_${suffix}`]: own.owner }),
  };
}

function gateway(parts: DemoParts): Service {
  const { config, secrets, env } = parts;
  // A subgraph that runs elsewhere is called at the endpoint of its manifest.
  const urls = Object.entries(config.subgraphPorts).map(([name, port]) => [
    `SUBGRAPH_URL_${suffixOf(name)}`,
    `http://127.0.0.1:${port}/graphql`,
  ]);
  const shares = Object.entries(secrets.subgraphs).map(([name, secret]) => [
    `SUBGRAPH_SECRET_${suffixOf(name)}`,
    secret,
  ]);
  return {
    name: 'gateway',
    entry: entry('gateway', 'main', parts),
    url: gatewayUrl(config),
    nodeFlags: gatewayFlags,
    environment: {
      ...chosen(env, [...ofTheMachine, ...(handedOn(config, env).gateway ?? [])]),
      ...shared(parts),
      HOST: config.host,
      PORT: String(config.gatewayPort),
      ADMIN_PORT: String(config.adminPort),
      DATA_DIR: config.dataDirectory,
      SUBGRAPH_SCHEMAS: config.manifests,
      CITIZEN_KEY_SECRET: secrets.citizenKey,
      ...Object.fromEntries([...urls, ...shares]),
    },
  };
}

/** What has to be there before services can run as built. */
export function builtFiles({ subgraphs }: Pick<LauncherConfig, 'subgraphs'>): readonly string[] {
  return [
    ...subgraphs.map(({ name }) => `subgraphs/${name}/dist/index.js`),
    'gateway/dist/main.js',
    'packages/launcher/dist/end-with-parent.js',
  ];
}

function entry(folder: string, file: string, { built = false }: DemoParts): string {
  return built ? `${folder}/dist/${file}.js` : `${folder}/src/${file}.ts`;
}

function shared({ config }: DemoParts): Record<string, string> {
  return { DEPLOYMENT: 'demo', ISSUER_URL: issuerUrl(config), TOKEN_AUDIENCE: config.tokenAudience };
}

function gatewayUrl({ host, gatewayPort }: LauncherConfig): string {
  return `http://${urlHost(host)}:${gatewayPort}`;
}

/** An address that stands for every interface is no address to open in a browser. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

/** An empty variable counts as absent. */
function chosen(env: Environment, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
}
