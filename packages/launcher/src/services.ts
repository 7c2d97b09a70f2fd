import { basename, relative } from 'node:path';
import { bundledFile } from '@civic-graph/bundle';
import { type Environment, type LauncherConfig, portOf } from './config.ts';
import type { Databases } from './databases.ts';
import { ed25519Pem, ed25519PublicKey } from './ed25519-key.ts';
import { gatewayFlags } from './memory-flags.ts';
import { repository } from './repository.ts';
import { type Secrets, secretOf } from './secrets.ts';
import { type DemoSubgraph, subgraphsWithSecret, suffixOf } from './subgraphs.ts';

/** A process of the demo: program, environment, and URL for its readiness check. */
export interface Service {
  /** Name of the subgraph, or `gateway`. */
  readonly name: string;
  /** Path in the repository: a source file, or a program of the bundle. */
  readonly entry: string;
  /** Folder in the repository. */
  readonly folder: string;
  readonly url: string;
  readonly environment: Readonly<Record<string, string>>;
  /** V8 flags. */
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
  'AUDIT_NATS_URL',
  'AUDIT_NATS_REPLICAS',
  'AUDIT_SIGNING_KEY',
  'AUDIT_SIGNING_KEY_FILE',
  'CACHE',
  'MAX_REVOCATION_SILENCE_MS',
  'HEALTH_REPORT_MS',
  'REDIS_URL',
  'SUBGRAPH_CLIENT',
  'SUBGRAPHS_FILE',
  'USAGE_REPORT_SECONDS',
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
  /** Whether to run sources instead of the bundle. */
  readonly fromSource?: boolean | undefined;
}

/** The subgraphs, then the gateway. */
export function demoServices(parts: DemoParts): Service[] {
  return [...parts.config.subgraphs.map((each) => subgraph(each, parts)), gateway(parts)];
}

export function issuerUrl(config: LauncherConfig): string {
  return `http://127.0.0.1:${portOf(config, 'identity')}`;
}

function subgraph({ name, folder, nodeFlags, ...settings }: DemoSubgraph, parts: DemoParts): Service {
  const { config, secrets } = parts;
  const port = portOf(config, name);
  return {
    name,
    ...program(`subgraphs/${folder}`, 'index', parts),
    url: `http://127.0.0.1:${port}`,
    nodeFlags,
    environment: {
      ...(name === 'platform' && ofRegistry(config)),
      ...chosen(parts.env, [...ofTheMachine, ...settings.environment]),
      ...shared(parts),
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: config.dataDirectory,
      SUBGRAPH_SECRET: secretOf(secrets.subgraphs, name),
      GATEWAY_URLS: gatewayUrl(config),
      ...databaseOf(folder, parts.databaseUrls),
      ...mapped(settings.secrets, (secret) => secrets[secret]),
      ...mapped(settings.signingKeys, (key) => ed25519Pem(secrets[key])),
      ...(name === 'identity' && ofIssuer(parts)),
    },
  };
}

function ofRegistry(config: LauncherConfig): Record<string, string> {
  const identity = new URL('/graphql', issuerUrl(config)).href;
  return { REGISTRY_SEED: defaultSeed(config), SUBGRAPH_URL_IDENTITY: identity };
}

/**
 * Folders that the registry publishes; relative, because a comma in the clone's path would split the list.
 */
function defaultSeed({ manifests }: LauncherConfig): string {
  return `${relative(repository, manifests) || '.'},gateway`;
}

/** Secrets that only the issuer has, and the registry that it follows. */
function ofIssuer(parts: DemoParts): Record<string, string> {
  const { config, secrets } = parts;
  return {
    ...gatewayUrls(parts),
    ...(config.portalPort !== null && { CITY_PORTAL_URL: portalUrl(config.portalPort) }),
    AGENCY_MANIFESTS: config.manifests,
    REGISTRY_URL: registryUrl(config),
    REGISTRY_PUBLIC_KEYS: ed25519PublicKey(secrets.registrySigning),
    SUBGRAPH_SECRET_PLATFORM: secretOf(secrets.subgraphs, 'platform'),
    CITIZEN_KEY_SECRET: secrets.citizenKey,
    PAIRWISE_SALT: secrets.pairwiseSalt,
    COOKIE_KEYS: secrets.cookieKey,
  };
}

function databaseOf(folder: string, urls: Databases['urls']): Record<string, string> {
  const own = urls[folder];
  if (own === undefined) return {};
  const suffix = suffixOf(folder);
  return {
    [`DATABASE_URL_${suffix}`]: own.service,
    ...(own.owner !== null && { [`DATABASE_OWNER_URL_${suffix}`]: own.owner }),
  };
}

function gateway(parts: DemoParts): Service {
  const { config, secrets, env } = parts;
  // A subgraph that runs elsewhere is called at the endpoint that it published.
  const urls = Object.entries(config.subgraphPorts).map(([name, port]) => [
    `SUBGRAPH_URL_${suffixOf(name)}`,
    `http://127.0.0.1:${port}/graphql`,
  ]);
  // A stored secret of any other subgraph would take precedence over its published key.
  const keyed = new Set([...Object.keys(config.subgraphPorts), ...subgraphsWithSecret(config.manifests)]);
  const shares = [...keyed].map((name) => [
    `SUBGRAPH_SECRET_${suffixOf(name)}`,
    secretOf(secrets.subgraphs, name),
  ]);
  return {
    name: 'gateway',
    ...program('gateway', 'main', parts),
    url: gatewayUrl(config),
    nodeFlags: gatewayFlags,
    environment: {
      ...chosen(env, [...ofTheMachine, ...(handedOn(config, env).gateway ?? [])]),
      ...shared(parts),
      HOST: config.host,
      PORT: String(config.gatewayPort),
      ADMIN_PORT: String(config.adminPort),
      DATA_DIR: config.dataDirectory,
      ...gatewayUrls(parts),
      REGISTRY_URL: registryUrl(config),
      REGISTRY_PUBLIC_KEYS: ed25519PublicKey(secrets.registrySigning),
      GATEWAY_SIGNING_KEY: ed25519Pem(secrets.gatewaySigning),
      CITIZEN_KEY_SECRET: secrets.citizenKey,
      ...Object.fromEntries([...urls, ...shares]),
    },
  };
}

/** Folders of the services of a demo, which the bundle must contain. */
export function serviceFolders({
  subgraphs,
  portalPort,
}: Pick<LauncherConfig, 'subgraphs' | 'portalPort'>): readonly string[] {
  const portal = portalPort === null ? [] : [portalFolder];
  return ['gateway', ...subgraphs.map(({ folder }) => `subgraphs/${folder}`), ...portal];
}

const portalFolder = 'examples/city-portal';

/** What the start page shows; the defaults are in the demo city. */
const ofThePortal = ['HOME_STOP', 'HOME_CITY', 'TIME_ZONE'];

/**
 * The example partner app, which knows the city's public addresses only.
 *
 * @param clientSecret of `wechat-city`, whose redirect URI it serves
 */
export function cityPortal(parts: DemoParts, port: number, clientSecret: string): Service {
  const { config, env } = parts;
  const { payments } = config.subgraphPorts;
  return {
    name: 'city-portal',
    ...program(portalFolder, 'main', parts),
    url: portalUrl(port),
    nodeFlags: [],
    environment: {
      ...chosen(env, [...ofTheMachine, ...ofThePortal]),
      PORT: String(port),
      PORTAL_URL: portalUrl(port),
      GATEWAY_URL: `${gatewayUrl(config)}/graphql`,
      ISSUER_URL: issuerUrl(config),
      CLIENT_ID: portalApp,
      CLIENT_SECRET: clientSecret,
      ...(payments !== undefined && {
        RECEIPT_KEYS_URL: `http://127.0.0.1:${payments}/receipts/jwks.json`,
      }),
    },
  };
}

/** App of the demo city as which the portal is registered. */
export const portalApp = 'wechat-city';

function portalUrl(port: number): string {
  return `http://127.0.0.1:${port}`;
}

function program(folder: string, source: string, { fromSource = false }: DemoParts) {
  return { folder, entry: fromSource ? `${folder}/src/${source}.ts` : bundledFile(basename(folder)) };
}

function shared({ config }: DemoParts): Record<string, string> {
  return { DEPLOYMENT: 'demo', ISSUER_URL: issuerUrl(config), TOKEN_AUDIENCE: config.tokenAudience };
}

function registryUrl(config: LauncherConfig): string {
  return `http://127.0.0.1:${portOf(config, 'platform')}`;
}

/** URLs of the gateway's MCP server and Studio, for gateway and identity. */
function gatewayUrls({ config, env }: DemoParts): Record<string, string> {
  const url = env.PUBLIC_URL || gatewayUrl(config);
  return { MCP_URL: new URL('/mcp', url).href, STUDIO_URL: new URL(url).origin };
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

function mapped<T>(names: Readonly<Record<string, T>>, read: (name: T) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(names).map(([variable, name]) => [variable, read(name)]));
}
