import { readStreamAddress } from '@civic-graph/audit';
import { parseEnvironment, tracingEnvironment } from '@civic-graph/service';
import { z } from 'zod';
import { authorizationModes } from '../admission/authorization/authorization-mode.ts';
import { safelistModes } from '../admission/safelists/safelists.ts';
import { parseRedisAddress } from '../lib/redis/redis-address.ts';
import { callSecrets, httpUrl, sharedSecret } from '../subgraphs/transport/subgraph-directory.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

const port = (fallback: number) =>
  z.coerce.number({ error: 'must be a port number' }).int().min(0).max(65_535).default(fallback);

const milliseconds = (least: number, most: number) =>
  z.coerce.number({ error: 'must be a number of milliseconds' }).int().min(least).max(most);

const points = z.coerce.number({ error: 'must be a whole number' }).int().min(1).max(1e12);

/** Only scheme, host and port (RFC 6454, section 6.2), as browsers send them. */
function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

/** In the format of `@override`; `percent(N)` depends on the caller and is not configured. */
const overrideLabel = /^[a-zA-Z][\w\-:./]*$/;

/** Every variable that a gateway reads, except those named after a subgraph. */
export const variables = {
  ...tracingEnvironment,
  HOST: z.string().default('127.0.0.1').describe('Address to listen on.'),
  PORT: port(4000).describe('Port of GraphQL, health and Studio.'),
  ADMIN_HOST: z
    .string()
    .default('127.0.0.1')
    .describe(
      'Address of `/metrics`, which needs no sign-in: elsewhere than on loopback, only scrapers may reach it.',
    ),
  ADMIN_PORT: port(4100).describe('Port of `/metrics`.'),
  WORKERS: z.coerce
    .number({ error: 'must be a number of processes' })
    .int()
    .min(1)
    .max(256)
    .optional()
    .meta({ description: 'Processes that share the port.', defaultText: 'every core; 1 in a demo' }),
  WORKER_SLOT: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .meta({ description: 'Set by the gateway for its workers; do not set it.', defaultText: 'none' }),
  PUBLIC_URL: httpUrl.optional().meta({
    description: 'Address at which apps reach the gateways; DPoP proofs name it.',
    defaultText: '`http://HOST:PORT`',
  }),
  MCP_URL: httpUrl
    .refine((text) => new URL(text).pathname === '/mcp', 'must be an address with the path /mcp')
    .optional()
    .meta({
      description: 'Public address of the MCP server: `aud` of agents’ tokens. The same for identity.',
      defaultText: 'none: no MCP server',
    }),
  STUDIO_URL: httpUrl.refine(isOrigin, 'must be an origin (https://graph.city.example)').optional().meta({
    description: 'Origin under which browsers reach the Studio. The same for identity.',
    defaultText: 'none: nobody can sign in at the Studio',
  }),
  DEPLOYMENT: z
    .enum(['demo', 'production'])
    .default('production')
    .describe('`demo` adds `/demo/personas`, `/demo/token` and suggestions in errors.'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .describe('Least severe log level that is written.'),
  ISSUER_URL: httpUrl
    .default('http://127.0.0.1:4001')
    .describe('`iss` of access tokens; citizens consent there.'),
  JWKS_URL: httpUrl
    .optional()
    .meta({ description: 'Address of the issuer’s keys.', defaultText: '`ISSUER_URL` + `/jwks`' }),
  TOKEN_AUDIENCE: httpUrl.default('https://graph.civic-graph.example').describe('`aud` of access tokens.'),
  CITIZEN_KEY_SECRET: sharedSecret
    .refine((value) => Buffer.from(value, 'base64url').length === 32, 'must be base64url of exactly 32 bytes')
    .describe(
      'Secret shared by identity and gateway, base64url, exactly 32 bytes; seals the internal key inside tokens.',
    ),
  SUPERGRAPH_FILE: z
    .string()
    .optional()
    .meta({ description: 'Supergraph SDL; watched.', defaultText: 'this or `SUBGRAPH_SCHEMAS`' }),
  SUBGRAPH_SCHEMAS: z.string().optional().meta({
    description:
      'Folder with `<folder>/schema.graphql` and `<folder>/manifest.json` of each agency; composed and watched. Without a manifest, the folder names the subgraph.',
    defaultText: 'this or `SUPERGRAPH_FILE`',
  }),
  PLANNER: z
    .enum(['rust', 'apollo'])
    .default('rust')
    .describe('`apollo` if no native planner exists for the platform.'),
  AUTHORIZATION_MODE: z
    .enum(authorizationModes)
    .default('errors')
    .describe('`reject` refuses an operation with a denied field; `dryRun` only reports it, in a demo.'),
  SAFELISTS: z
    .enum(safelistModes)
    .default('off')
    .describe(
      'For apps without an enforced safelist: `log` reports unlisted operations, `enforce` refuses them.',
    ),
  OVERRIDE_LABELS: z
    .string()
    .transform((list) => list.split(',').map((label) => label.trim()))
    .pipe(z.array(z.string().regex(overrideLabel, 'must be names of labels, with commas between them')))
    .default([])
    .meta({
      description:
        'Labels of `@override(label:)` that are on, separated by commas; `percent(N)` needs no entry.',
      defaultText: 'none',
    }),
  WEBSOCKET_ORIGINS: z
    .string()
    .transform((list) => list.split(',').map((origin) => origin.trim()))
    .refine(
      (list) => list.every(isOrigin),
      'must be origins (https://portal.example), with commas between them',
    )
    .default([])
    .meta({
      description:
        'Origins of pages that may open a WebSocket, separated by commas; that of `PUBLIC_URL` always may.',
      defaultText: 'none',
    }),
  REQUEST_DEADLINE_MS: milliseconds(1, 120_000)
    .default(2_000)
    .describe('Time for a whole operation, in milliseconds.'),
  MAX_OPERATION_COST: z.coerce
    .number({ error: 'must be a number of points' })
    .int()
    .min(1)
    .default(50_000)
    .describe('Cost above which an operation is refused.'),
  SLOW_OPERATION_MS: milliseconds(1, 120_000)
    .default(1_000)
    .describe('Time after which an operation is logged with its plan, in milliseconds.'),
  SHUTDOWN_DELAY_MS: milliseconds(0, 60_000).optional().meta({
    description: 'Time to keep answering after SIGTERM until balancers notice, in milliseconds.',
    defaultText: '2000; 0 in a demo',
  }),
  CONSOLE: z.enum(['on', 'off']).default('on').describe('`off` serves no Studio: nothing at `/`.'),
  DATA_DIR: z.string().default('.data').describe('Folder of the access journal.'),
  AUDIT: z.enum(['on', 'off']).default('on').describe('`off` writes no access journal; in a demo only.'),
  AUDIT_CHECKPOINTS: z.string().optional().meta({
    description: 'Second location of checkpoints and receipts.',
    defaultText: '`DATA_DIR/audit/checkpoints`, or `DATA_DIR/audit-stream/checkpoints` with `AUDIT_NATS_URL`',
  }),
  AUDIT_SIGNING_KEY: z.string().optional().meta({
    description: 'Private Ed25519 key that signs checkpoints, PKCS #8 in PEM.',
    defaultText: 'created beside the journal',
  }),
  AUDIT_SIGNING_KEY_FILE: z
    .string()
    .optional()
    .meta({ description: 'File with `AUDIT_SIGNING_KEY`.', defaultText: 'none' }),
  AUDIT_NATS_URL: z
    .string()
    .transform((text, context) => {
      const servers = readStreamAddress(text);
      if (servers !== null) return servers;
      context.addIssue({ code: 'custom', message: 'must be nats: or tls: URLs, separated by commas' });
      return z.NEVER;
    })
    .optional()
    .meta({
      description:
        'Servers of NATS JetStream, separated by commas, that acknowledge access records in place of a disk. Needs `AUDIT_SIGNING_KEY`.',
      defaultText: 'none: records are on the disk of `DATA_DIR`',
    }),
  AUDIT_NATS_REPLICAS: z.coerce
    .number('1, 3 or 5')
    .refine((count) => [1, 3, 5].includes(count), { error: 'must be 1, 3 or 5' })
    .default(3)
    .describe(
      'Number of servers of `AUDIT_NATS_URL` that store each record; a majority must have stored it.',
    ),
  MAX_REVOCATION_SILENCE_MS: milliseconds(5_000, 60_000)
    .default(10_000)
    .describe('Time without the revocation feed after which only public data is served, in milliseconds.'),
  CACHE: z.enum(['on', 'off']).default('on').describe('`off` fetches every answer.'),
  REDIS_URL: z
    .string()
    .refine((text) => parseRedisAddress(text) !== null, {
      error:
        'must be redis://host, redis+sentinel://host,host/master or redis+cluster://host,host (rediss: with TLS)',
    })
    .optional()
    .meta({
      description: 'Redis that the gateways share: `redis://`, `redis+sentinel://` or `redis+cluster://`.',
      defaultText: 'none: each gateway uses its memory',
    }),
  QUOTAS: z.enum(['on', 'off']).default('on').describe('`off` lets callers spend any number of points.'),
  QUOTA_APP: points
    .optional()
    .meta({ description: 'Points per minute for each app.', defaultText: '6,000,000; 10¹² in a demo' }),
  QUOTA_PERSON: points.optional().meta({
    description: 'Points per minute for each person at each app.',
    defaultText: '100,000; 10¹² in a demo',
  }),
  QUOTA_ADDRESS: points.optional().meta({
    description: 'Points per minute for each address without a token.',
    defaultText: '200,000; 10¹² in a demo',
  }),
  QUOTA_DATA_SUBJECTS: points
    .optional()
    .meta({ description: 'Distinct citizens per day for each app.', defaultText: '200,000; 10⁶ in a demo' }),
  CLIENT_ADDRESS: z
    .enum(['socket', 'forwarded'])
    .default('socket')
    .describe('`forwarded` takes the last address of `X-Forwarded-For`, which a balancer must append.'),
  SUBGRAPH_CLIENT: z
    .enum(['lean', 'undici'])
    .default('lean')
    .describe('HTTP client for calls to subgraphs; `https` always uses undici.'),
  REGISTRY_URL: httpUrl.optional().meta({
    description: 'Registry that assigns supergraphs; in place of `SUPERGRAPH_FILE` and `SUBGRAPH_SCHEMAS`.',
    defaultText: 'none',
  }),
  REGISTRY_PUBLIC_KEYS: z
    .string()
    .transform((list) => list.split(',').map((key) => key.trim()))
    .refine((keys) => keys.every((key) => /^[\w-]{43}$/.test(key)), {
      error: 'must be Ed25519 public keys, base64url of 32 bytes, separated by commas',
    })
    .optional()
    .meta({
      description:
        'Ed25519 keys of the registry, base64url, separated by commas; required with `REGISTRY_URL`.',
      defaultText: 'none',
    }),
  GATEWAY_ID: z
    .string()
    .regex(/^[\w.:-]{1,200}$/, 'must be 1 to 200 letters, digits, ".", ":", "_" or "-"')
    .optional()
    .meta({
      description: 'Names the gateway to the registry; decides whether it belongs to a canary.',
      defaultText: '`HOSTNAME:PORT` of the machine',
    }),
  HEALTH_REPORT_MS: milliseconds(100, 60_000)
    .default(5_000)
    .describe('Time between reports of the gateway’s health to the registry, in milliseconds.'),
  USAGE_REPORT_SECONDS: z.coerce
    .number({ error: 'must be a number of seconds' })
    .int()
    .min(0)
    .max(3_600)
    .default(60)
    .describe('Seconds between reports of usage to the registry; 0 for none.'),
  SUBGRAPHS_FILE: z.string().optional().meta({
    description: 'JSON file with addresses and keys of subgraphs; watched.',
    defaultText: 'none',
  }),
  GATEWAY_SIGNING_KEY: z.string().optional().meta({
    description: 'Private Ed25519 key that signs calls to subgraphs with a public key, PKCS #8 in PEM.',
    defaultText: 'none',
  }),
  GATEWAY_SIGNING_KEY_FILE: z
    .string()
    .optional()
    .meta({ description: 'File with `GATEWAY_SIGNING_KEY`.', defaultText: 'none' }),
  SUBGRAPH_URL_IDENTITY: httpUrl
    .default('http://127.0.0.1:4001/graphql')
    .describe('Address of the GraphQL endpoint of identity.'),
  SUBGRAPH_SECRET_IDENTITY: callSecrets.describe(
    'Secret shared with identity, base64url, at least 32 bytes. Two during a rotation, separated by a comma.',
  ),
};

export type GatewayEnvironment = ReturnType<typeof parseGatewayEnvironment>;

/** @throws ConfigurationError with one line that names the variable and the fix */
export function parseGatewayEnvironment(env: Environment) {
  return parseEnvironment(variables, env);
}
