import { resolve } from 'node:path';
import { ConfigurationError, parseEnvironment } from '@civic-graph/service';
import {
  baseEnvironment,
  type Environment,
  type LogLevel,
  marksFolder,
  restoreVariables,
  type TracingSettings,
  tracingSettings,
} from '@civic-graph/subgraph-kit';
import { z } from 'zod';
import type { RegistrySettings } from './agencies/open-agencies.ts';
import {
  type ProfilingThresholds,
  profilingEnvironment,
  profilingThresholds,
} from './profiling/thresholds.ts';
import type { ProviderSettings } from './sign-in/upstream/provider-settings.ts';
import { readProviders } from './sign-in/upstream/read-providers.ts';

/** Demo features. In production each of them refuses to start. */
interface DemoFeatures {
  /** Sign-in as any citizen or official, chosen from a list. */
  readonly testLogin: boolean;
  /** `POST /demo/token`: a token for a persona, without a browser. */
  readonly personaTokens: boolean;
  /** The demonstration city with its invented citizens. */
  readonly syntheticCitizens: boolean;
  /** Tokens for invented citizens, for apps without approval. */
  readonly sandboxTokens: boolean;
}

export interface IdentityConfig {
  /** Upstream OpenID Connect providers through which people sign in. */
  readonly signInProviders?: readonly ProviderSettings[];
  readonly issuer: string;
  readonly audience: string;
  /** The MCP server of the gateways, as `aud` of agents' tokens; null if none are issued. */
  readonly mcpUrl: string | null;
  /** Origin of the gateways' Studio; null if nobody signs in there. */
  readonly studioUrl: string | null;
  readonly databaseUrl: string;
  /** With the role that owns the tables; null if migrations run elsewhere. */
  readonly databaseOwnerUrl: string | null;
  /** Folder outside the database, to notice a restore; null disables the guard. */
  readonly databaseMarks?: string | null;
  /** Folder with the `<name>/manifest.json` of each agency. */
  readonly agencyManifests: string;
  /** Registry to which agencies publish; `null` if only the folder has them. */
  readonly registry?: RegistrySettings | null;
  /** base64url of at least 32 bytes, shared with the gateway: signs calls. */
  readonly subgraphSecret: string;
  /** base64url of 32 bytes, shared with the gateway: seals the citizen's key in tokens. */
  readonly citizenKeySecret: string;
  /** Keys of cookies and forms; the first signs, all verify. */
  readonly cookieKeys: readonly string[];
  /** Must never change: every pairwise subject is derived from it. */
  readonly pairwiseSalt: Uint8Array;
  readonly signingKeyMaxAgeDays: number;
  /** Whether a balancer in front appends the client's address to `X-Forwarded-For`. */
  readonly isForwarded: boolean;
  /** Gateways that compute the needs of an operation. */
  readonly gateways: readonly string[];
  /** Whether developers sign up without an invitation. */
  readonly developerSignUp: boolean;
  readonly profiling: ProfilingThresholds;
  readonly deployment: 'demo' | 'production';
  readonly demo: DemoFeatures;
  /** Where the example partner app of a demo runs; `null` for its usual address. */
  readonly cityPortalUrl?: string | null;
  readonly logLevel: LogLevel;
  readonly tracing?: TracingSettings | null;
  readonly clock?: () => Date;
}

const secretPattern = /^[\w-]+$/;
const secretText = z
  .string('a secret of at least 32 bytes, base64url, is required')
  .refine((value) => isSecret(value), 'must be base64url of at least 32 bytes');
const webUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' });
const onOff = z.enum(['on', 'off'], 'must be on or off').optional();

/** For the service, and for migrations that run separately. */
export const databaseVariables = {
  DATABASE_URL_IDENTITY: z
    .string('the URL of a PostgreSQL database is required')
    .describe('PostgreSQL of identity, as the role of the service, which owns nothing.'),
  DATABASE_OWNER_URL_IDENTITY: z.string().optional().meta({
    description:
      'The same database as the role that owns the tables: the start then runs migrations and grants rights.',
    defaultText: 'none: run `npx civic migrate identity` first',
  }),
};

export const environment = {
  ...baseEnvironment,
  // Routes are at the root, so an issuer with a path would publish wrong URLs.
  ISSUER_URL: webUrl
    .refine(isOrigin, 'must be a scheme, a host and at most a port; remove user, path, query and fragment')
    .optional()
    .meta({
      description: 'Issuer identifier: the origin under which browsers and apps reach the service.',
      defaultText: '`http://127.0.0.1:PORT`',
    }),
  TOKEN_AUDIENCE: webUrl.default('https://graph.civic-graph.example').describe('`aud` of access tokens.'),
  MCP_URL: webUrl.optional().meta({
    description: 'Address of the MCP server: `aud` of agents’ tokens.',
    defaultText: 'none: no tokens for agents',
  }),
  STUDIO_URL: webUrl
    .refine(isOrigin, 'must be a scheme, a host and at most a port; remove user, path, query and fragment')
    .optional()
    .meta({
      description: 'Origin under which browsers reach the Studio. The same for the gateway.',
      defaultText: 'none: nobody can sign in at the Studio',
    }),
  ...databaseVariables,
  ...restoreVariables,
  AGENCY_MANIFESTS: z
    .string()
    .default('subgraphs')
    .describe(
      'Folder with `<name>/manifest.json` of each agency; watched. With `REGISTRY_URL`, only for the first start.',
    ),
  REGISTRY_URL: webUrl
    .optional()
    .meta({ description: 'Registry to which agencies publish their manifests.', defaultText: 'none' }),
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
  SUBGRAPH_SECRET_PLATFORM: baseEnvironment.SUBGRAPH_SECRET.optional().meta({
    description: 'Secret that the registry shares; required with `REGISTRY_URL`.',
    defaultText: 'none',
  }),
  COOKIE_KEYS: z
    .string('at least one secret of 32 bytes, base64url, is required; several are separated by commas')
    .transform((value) => value.split(','))
    .refine((keys) => keys.every(isSecret), 'each key must be base64url of at least 32 bytes')
    .describe('Secrets that sign cookies and forms, separated by commas; the first signs, all verify.'),
  PAIRWISE_SALT: secretText.describe(
    'Secret behind pairwise subjects and sealed signing keys. Never change it.',
  ),
  CITIZEN_KEY_SECRET: secretText
    .refine((value) => Buffer.from(value, 'base64url').length === 32, 'must be base64url of exactly 32 bytes')
    .describe(
      'Secret shared by identity and gateway, base64url, exactly 32 bytes; seals the internal key inside tokens.',
    ),
  SIGNING_KEY_MAX_AGE_DAYS: z.coerce
    .number('a number of days')
    .int()
    .min(1)
    .max(365)
    .default(30)
    .describe('Age at which a signing key gets a successor, in days.'),
  SIGN_IN_PROVIDERS: z.string().optional().meta({
    description: 'JSON file with the OpenID Connect providers through which people sign in.',
    defaultText: 'none: people sign in with passkeys, in a demo also by `TEST_LOGIN`',
  }),
  CLIENT_ADDRESS: z
    .enum(['socket', 'forwarded'])
    .default('socket')
    .describe('`forwarded` takes the last address of `X-Forwarded-For`, which a balancer must append.'),
  DEVELOPER_SIGN_UP: onOff.meta({
    description:
      'Lets developers of partner apps sign up at `/sign-up` without an invitation; an admin verifies them before they submit requests.',
    defaultText: '`on` in a demo, else `off`',
  }),
  TEST_LOGIN: onOff.meta({
    description: 'Sign-in as any synthetic citizen or official. Refused in production.',
    defaultText: '`on` in a demo, else `off`',
  }),
  PERSONA_TOKENS: onOff.meta({
    description: '`POST /demo/token`: tokens for personas without a browser. Refused in production.',
    defaultText: '`on` in a demo, else `off`',
  }),
  SYNTHETIC_CITIZENS: onOff.meta({
    description: 'Loads the demo city. Refused in production.',
    defaultText: '`on` in a demo, else `off`',
  }),
  CITY_PORTAL_URL: webUrl.optional().meta({
    description:
      'Address of the example partner app, whose callback is the redirect URI of `wechat-city`. Refused in production.',
    defaultText: '`http://127.0.0.1:8701`, with the demo city',
  }),
  ...profilingEnvironment,
  SANDBOX_TOKENS: onOff.meta({
    description: 'Tokens for synthetic citizens to apps without approval. Refused in production.',
    defaultText: '`on` in a demo, else `off`',
  }),
};

const demoVariables = ['TEST_LOGIN', 'PERSONA_TOKENS', 'SYNTHETIC_CITIZENS', 'SANDBOX_TOKENS'] as const;

/** @throws ConfigurationError that names the variable; secrets never have defaults */
export function readConfig(env: Environment): IdentityConfig {
  const read = parseEnvironment(environment, env);
  const isDemo = read.DEPLOYMENT === 'demo';
  const demoSwitch = (name: (typeof demoVariables)[number]) => {
    if (!isDemo && read[name] === 'on') {
      throw new ConfigurationError(`${name}: on is only for DEPLOYMENT=demo; this is DEPLOYMENT=production`);
    }
    return isDemo && read[name] !== 'off';
  };
  if (!isDemo && read.CITY_PORTAL_URL !== undefined) {
    throw new ConfigurationError('CITY_PORTAL_URL: is only for DEPLOYMENT=demo; unset it');
  }
  return Object.freeze({
    issuer: read.ISSUER_URL?.replace(/\/$/, '') ?? `http://127.0.0.1:${read.PORT}`,
    audience: read.TOKEN_AUDIENCE,
    mcpUrl: read.MCP_URL ?? null,
    studioUrl: read.STUDIO_URL?.replace(/\/$/, '') ?? null,
    databaseUrl: read.DATABASE_URL_IDENTITY,
    databaseOwnerUrl: read.DATABASE_OWNER_URL_IDENTITY ?? null,
    databaseMarks: marksFolder(read),
    deployment: read.DEPLOYMENT,
    agencyManifests: read.AGENCY_MANIFESTS,
    registry: registrySettings(read),
    subgraphSecret: read.SUBGRAPH_SECRET,
    citizenKeySecret: read.CITIZEN_KEY_SECRET,
    cookieKeys: read.COOKIE_KEYS,
    pairwiseSalt: Buffer.from(read.PAIRWISE_SALT, 'base64url'),
    signingKeyMaxAgeDays: read.SIGNING_KEY_MAX_AGE_DAYS,
    isForwarded: read.CLIENT_ADDRESS === 'forwarded',
    signInProviders:
      read.SIGN_IN_PROVIDERS === undefined ? [] : readProviders(read.SIGN_IN_PROVIDERS, { loopback: isDemo }),
    gateways: read.GATEWAY_URLS,
    developerSignUp: read.DEVELOPER_SIGN_UP === undefined ? isDemo : read.DEVELOPER_SIGN_UP === 'on',
    profiling: profilingThresholds(read),
    demo: {
      testLogin: demoSwitch('TEST_LOGIN'),
      personaTokens: demoSwitch('PERSONA_TOKENS'),
      syntheticCitizens: demoSwitch('SYNTHETIC_CITIZENS'),
      sandboxTokens: demoSwitch('SANDBOX_TOKENS'),
    },
    cityPortalUrl: read.CITY_PORTAL_URL ?? null,
    logLevel: read.LOG_LEVEL,
    tracing: tracingSettings(read),
  });
}

type Parsed = ReturnType<typeof parseEnvironment<typeof environment>>;

function registrySettings(read: Parsed): RegistrySettings | null {
  const { REGISTRY_URL: url, REGISTRY_PUBLIC_KEYS: publicKeys, SUBGRAPH_SECRET_PLATFORM: secret } = read;
  if (url === undefined) return null;
  if (publicKeys === undefined) {
    throw new ConfigurationError('REGISTRY_PUBLIC_KEYS: is required with REGISTRY_URL');
  }
  if (secret === undefined) {
    throw new ConfigurationError('SUBGRAPH_SECRET_PLATFORM: is required with REGISTRY_URL');
  }
  return { url, publicKeys, secret, file: resolve(read.DATA_DIR, 'identity-rollout.jws') };
}

function isOrigin(value: string): boolean {
  return URL.canParse(value) && new URL(value).href === `${new URL(value).origin}/`;
}

function isSecret(value: string): boolean {
  return secretPattern.test(value) && Buffer.from(value, 'base64url').length >= 32;
}
