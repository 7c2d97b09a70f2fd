import { parseEnvironment, tracingEnvironment } from '@civic-graph/service';
import { z } from 'zod';
import { authorizationModes } from '../admission/authorization/authorization-mode.ts';
import { safelistModes } from '../admission/safelists/safelists.ts';
import { parseRedisAddress } from '../lib/redis/redis-address.ts';
import { httpUrl, sharedSecret, urlOrSocket } from '../subgraphs/transport/subgraph-directory.ts';
import type { SubgraphEndpoint } from '../subgraphs/transport/subgraph-endpoint.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Default addresses of this city's four agencies. Others need `SUBGRAPH_URL_<NAME>`. */
const defaultUrls = {
  identity: 'http://127.0.0.1:4001/graphql',
  transport: 'http://127.0.0.1:4002/graphql',
  payments: 'http://127.0.0.1:4003/graphql',
  statistics: 'http://127.0.0.1:4004/graphql',
} as const;

const port = (fallback: number) =>
  z.coerce.number({ error: 'must be a port number' }).int().min(0).max(65_535).default(fallback);

const milliseconds = (least: number, most: number) =>
  z.coerce.number({ error: 'must be a number of milliseconds' }).int().min(least).max(most);

const points = z.coerce.number({ error: 'must be a whole number' }).int().min(1).max(1e12);

/** Scheme, host and port alone (RFC 6454, section 6.2), as browsers send it. */
function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

/** In the format of `@override`; `percent(N)` depends on the caller and is not configured. */
const overrideLabel = /^[a-zA-Z][\w\-:./]*$/;

/** Every variable that a gateway reads, except those named after a subgraph. */
const variables = {
  ...tracingEnvironment,
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
  REQUEST_DEADLINE_MS: milliseconds(1, 120_000).default(2_000),
  MAX_OPERATION_COST: z.coerce.number({ error: 'must be a number of points' }).int().min(1).default(50_000),
  SLOW_OPERATION_MS: milliseconds(1, 120_000).default(1_000),
  SHUTDOWN_DELAY_MS: milliseconds(0, 60_000).optional(),
  CONSOLE: z.enum(['on', 'off']).default('on'),
  DATA_DIR: z.string().default('.data'),
  AUDIT: z.enum(['on', 'off']).default('on'),
  AUDIT_CHECKPOINTS: z.string().optional(),
  AUDIT_SIGNING_KEY: z.string().optional(),
  AUDIT_SIGNING_KEY_FILE: z.string().optional(),
  MAX_REVOCATION_SILENCE_MS: milliseconds(5_000, 60_000).default(10_000),
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

export type GatewayEnvironment = ReturnType<typeof parseGatewayEnvironment>;

/** @throws ConfigurationError with one line that names the variable and the fix */
export function parseGatewayEnvironment(env: Environment) {
  return parseEnvironment(variables, env);
}

/**
 * Every `SUBGRAPH_SECRET_<NAME>` belongs to a subgraph: `PUBLIC_WORKS` to `public-works`. Other names need
 * the file.
 */
export function otherEndpoints(env: Environment): readonly SubgraphEndpoint[] {
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
