import { ConfigurationError, parseEnvironment } from '@civic-graph/service';
import {
  baseEnvironment,
  type Environment,
  type TracingSettings,
  tracingSettings,
} from '@civic-graph/subgraph-kit';
import { z } from 'zod';
import { type ProviderConfig, providerVariables, readProviderConfig } from './provider-config.ts';
import { parseAgencyKeys, parseTreasuryKey, type ReceiptKeys } from './receipt/keys.ts';
import type { TargetRules } from './webhook/target.ts';

/** Configuration of payments; `createPaymentsSubgraph` adds defaults for clock and fetch. */
export interface PaymentsConfig {
  readonly databaseUrl: string;
  /** With the role that owns the tables; null if migrations run elsewhere. */
  readonly databaseOwnerUrl: string | null;
  readonly deployment: 'demo' | 'production';
  /** Shared with the gateway; base64url of at least 32 bytes. */
  readonly subgraphSecret: string;
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
  readonly webhooks: { readonly key: string; readonly rules: TargetRules };
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
  DATABASE_URL_PAYMENTS: postgresUrl,
  DATABASE_OWNER_URL_PAYMENTS: postgresUrl.optional(),
};

const variables = {
  ...baseEnvironment,
  ...providerVariables,
  ...databaseVariables,
  PAYMENTS_PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).optional(),
  PAYMENT_INQUIRY_SECONDS: z.coerce.number('a number of seconds').min(0.1).max(3_600).default(30),
  ADDRESSEE_SECRET: secret,
  /** Default is derived from SUBGRAPH_SECRET; changing that then changes partners' secrets. */
  WEBHOOK_SIGNING_KEY: secret.optional(),
  WEBHOOK_TARGETS: z.enum(['public', 'public-and-loopback']).default('public'),
  /** Private Ed25519 key as a JWK; a demo creates one and stores it in the database. */
  RECEIPT_SIGNING_KEY: z.string().optional(),
  /** Private Ed25519 keys as JWKs by agency; required with RECEIPT_SIGNING_KEY. */
  AGENCY_RECEIPT_KEYS: z.string().optional(),
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
  const allowLoopback = env.WEBHOOK_TARGETS === 'public-and-loopback';
  if (!demo && allowLoopback) {
    throw new ConfigurationError(
      'WEBHOOK_TARGETS: loopback needs DEPLOYMENT=demo; partners would reach this host',
    );
  }
  return Object.freeze({
    databaseUrl: env.DATABASE_URL_PAYMENTS,
    databaseOwnerUrl: env.DATABASE_OWNER_URL_PAYMENTS ?? null,
    deployment: env.DEPLOYMENT,
    subgraphSecret: env.SUBGRAPH_SECRET,
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
    webhooks: { key: env.WEBHOOK_SIGNING_KEY ?? env.SUBGRAPH_SECRET, rules: { allowLoopback } },
    workers: true,
    logLevel: env.LOG_LEVEL,
    tracing: tracingSettings(env),
  });
}
