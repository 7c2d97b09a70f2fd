import { ConfigurationError, parseEnvironment } from '@civic-graph/config';
import { baseEnvironment, type Environment } from '@civic-graph/subgraph-kit';
import { z } from 'zod';
import { type ProviderConfig, providerVariables, readProviderConfig } from './provider/config.ts';
import { parseReceiptKey } from './receipt/signer.ts';

/** Everything that payments is told from outside; `createPaymentsSubgraph` adds defaults for clock and fetch. */
export interface PaymentsConfig {
  readonly databaseUrl: string;
  readonly deployment: 'demo' | 'production';
  /** Shared with the gateway; base64url of at least 32 bytes. */
  readonly subgraphSecret: string;
  /** Where browsers reach this service, for the test provider's page, and providers for their notifications. */
  readonly publicUrl: string;
  readonly providers: ProviderConfig;
  readonly receiptKey: ReturnType<typeof parseReceiptKey> | null;
  readonly logLevel: z.infer<typeof baseEnvironment.LOG_LEVEL>;
}

const variables = {
  ...baseEnvironment,
  ...providerVariables,
  DATABASE_URL_PAYMENTS: z.url({
    protocol: /^postgres(ql)?$/,
    error: 'must be a PostgreSQL URL, postgresql://user:password@host:port/database',
  }),
  PAYMENTS_PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).optional(),
  /** Private Ed25519 key as a JWK; a demo makes one and keeps it in the database. */
  RECEIPT_SIGNING_KEY: z.string().optional(),
};

export const defaults = { PORT: '4003' };

/** @throws ConfigurationError with one line that names the variable */
export function readConfig(environment: Environment): PaymentsConfig {
  const env = parseEnvironment(variables, environment);
  const demo = env.DEPLOYMENT === 'demo';
  if (!demo && env.RECEIPT_SIGNING_KEY === undefined) {
    throw new ConfigurationError('RECEIPT_SIGNING_KEY: is required in production');
  }
  return Object.freeze({
    databaseUrl: env.DATABASE_URL_PAYMENTS,
    deployment: env.DEPLOYMENT,
    subgraphSecret: env.SUBGRAPH_SECRET,
    publicUrl: env.PAYMENTS_PUBLIC_URL ?? `http://127.0.0.1:${env.PORT}`,
    providers: readProviderConfig(env, env.DEPLOYMENT),
    receiptKey: env.RECEIPT_SIGNING_KEY === undefined ? null : parseReceiptKey(env.RECEIPT_SIGNING_KEY),
    logLevel: env.LOG_LEVEL,
  });
}
