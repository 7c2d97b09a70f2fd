import { ConfigurationError, parseEnvironment } from '@civic-graph/service';
import { type WebhookSettings, webhookSettings, webhookVariables } from '@civic-graph/service/webhooks';
import {
  baseEnvironment,
  type Environment,
  listenUrl,
  marksFolder,
  restoreVariables,
  type TracingSettings,
  tracingSettings,
} from '@civic-graph/subgraph-kit';
import { z } from 'zod';
import { type ProviderConfig, providerVariables, readProviderConfig } from './provider-config.ts';
import { parseAgencyKeys, parseTreasuryKey, type ReceiptKeys } from './receipt/keys.ts';

/** Configuration of payments; `createPaymentsSubgraph` adds defaults for clock and fetch. */
export interface PaymentsConfig {
  readonly databaseUrl: string;
  /** With the role that owns the tables; null if migrations run elsewhere. */
  readonly databaseOwnerUrl: string | null;
  /** For LISTEN. Default is `databaseUrl`. */
  readonly databaseListenUrl?: string;
  /** Folder outside the database, to notice a restore; null disables the guard. */
  readonly databaseMarks?: string | null;
  readonly deployment: 'demo' | 'production';
  /** Shared with the gateway; base64url of at least 32 bytes. */
  readonly subgraphSecret: string;
  /** Addresses of gateways to ask for deleted apps. Without any, the webhooks of deleted apps stay. */
  readonly gateways: readonly string[];
  /**
   * Secret of the agencies' pairwise ids, shared with identity's operator; base64url of at least 32 bytes.
   */
  readonly addresseeSecret: string;
  /** Public base URL of this service, for the test provider's page and providers' notifications. */
  readonly publicUrl: string;
  readonly providers: ProviderConfig;
  /** Null if a demo creates its own. */
  readonly receiptKeys: ReceiptKeys | null;
  /** How long a provider may take to notify before it is queried. */
  readonly inquiry: { readonly firstMilliseconds: number };
  readonly webhooks: WebhookSettings;
  /** Whether this process runs background jobs; tests run them explicitly. */
  readonly workers: boolean;
  readonly logLevel: z.infer<typeof baseEnvironment.LOG_LEVEL>;
  readonly tracing?: TracingSettings | null;
}

const secret = z
  .string('a secret of at least 32 bytes, base64url, is required')
  .refine((value) => /^[\w-]+$/.test(value) && Buffer.from(value, 'base64url').length >= 32, {
    error: 'must be base64url of at least 32 bytes',
  });

const postgresUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'must be a PostgreSQL URL, postgresql://user:password@host:port/database',
});

/** For the service, and for migrations that run separately. */
export const databaseVariables = {
  DATABASE_URL_PAYMENTS: postgresUrl.describe(
    'PostgreSQL of payments, as the role of the service, which owns nothing.',
  ),
  DATABASE_OWNER_URL_PAYMENTS: postgresUrl.optional().meta({
    description:
      'The same database as the role that owns the tables: the start then runs migrations and grants rights.',
    defaultText: 'none: run `npx civic migrate payments` first',
  }),
};

const listenVariable = {
  DATABASE_LISTEN_URL_PAYMENTS: postgresUrl.optional().meta({
    description:
      'The same database without a pooler, for LISTEN; required if the other URL has `pooler=transaction`.',
    defaultText: '`DATABASE_URL_PAYMENTS`',
  }),
};

export const variables = {
  ...baseEnvironment,
  ...providerVariables,
  ...databaseVariables,
  ...listenVariable,
  ...restoreVariables,
  PAYMENTS_PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
    .optional()
    .meta({
      description: 'Address at which browsers and payment providers reach the service.',
      defaultText: '`http://127.0.0.1:PORT`',
    }),
  PAYMENT_INQUIRY_SECONDS: z.coerce
    .number('a number of seconds')
    .min(0.1)
    .max(3_600)
    .default(30)
    .describe('Time before the service queries a silent provider about a payment, in seconds.'),
  ADDRESSEE_SECRET: secret.describe(
    'Secret behind the agencies’ pairwise ids of citizens, base64url, at least 32 bytes.',
  ),
  ...webhookVariables,
  RECEIPT_SIGNING_KEY: z.string().optional().meta({
    description:
      'Private Ed25519 key of the treasury, as a JWK. After a rotation the old public key stays published.',
    defaultText: 'required in production; a demo creates one',
  }),
  AGENCY_RECEIPT_KEYS: z.string().optional().meta({
    description:
      'Private Ed25519 keys of the agencies, a JSON object of JWKs by agency id. Every payee unit needs one.',
    defaultText: 'required with `RECEIPT_SIGNING_KEY`',
  }),
};

export const defaults = { PORT: '4003' };

/** @throws ConfigurationError with one line that names the variable */
export function readConfig(environment: Environment): PaymentsConfig {
  const env = parseEnvironment(variables, environment);
  const demo = env.DEPLOYMENT === 'demo';
  if (!demo && env.RECEIPT_SIGNING_KEY === undefined) {
    throw new ConfigurationError('RECEIPT_SIGNING_KEY: is required in production');
  }
  if ((env.RECEIPT_SIGNING_KEY === undefined) !== (env.AGENCY_RECEIPT_KEYS === undefined)) {
    throw new ConfigurationError(
      'AGENCY_RECEIPT_KEYS: set it together with RECEIPT_SIGNING_KEY, or unset both',
    );
  }
  return Object.freeze({
    databaseUrl: env.DATABASE_URL_PAYMENTS,
    databaseOwnerUrl: env.DATABASE_OWNER_URL_PAYMENTS ?? null,
    databaseListenUrl: listenUrl('PAYMENTS', env.DATABASE_URL_PAYMENTS, env.DATABASE_LISTEN_URL_PAYMENTS),
    databaseMarks: marksFolder(env),
    deployment: env.DEPLOYMENT,
    subgraphSecret: env.SUBGRAPH_SECRET,
    gateways: env.GATEWAY_URLS,
    addresseeSecret: env.ADDRESSEE_SECRET,
    publicUrl: env.PAYMENTS_PUBLIC_URL ?? `http://127.0.0.1:${env.PORT}`,
    providers: readProviderConfig(env, env.DEPLOYMENT),
    receiptKeys:
      env.RECEIPT_SIGNING_KEY === undefined || env.AGENCY_RECEIPT_KEYS === undefined
        ? null
        : {
            treasury: parseTreasuryKey(env.RECEIPT_SIGNING_KEY),
            agencies: parseAgencyKeys(env.AGENCY_RECEIPT_KEYS),
          },
    inquiry: { firstMilliseconds: env.PAYMENT_INQUIRY_SECONDS * 1_000 },
    webhooks: webhookSettings(env),
    workers: true,
    logLevel: env.LOG_LEVEL,
    tracing: tracingSettings(env),
  });
}
