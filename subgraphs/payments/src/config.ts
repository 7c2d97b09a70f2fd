import { ConfigurationError, parseEnvironment } from '@civic-graph/config';
import { baseEnvironment, type Environment } from '@civic-graph/subgraph-kit';
import { z } from 'zod';
import { type ProviderName, providerNames } from './provider/provider.ts';
import { parseReceiptKey } from './receipt/signer.ts';

/** Everything that payments is told from outside; `createPaymentsSubgraph` adds defaults for clock and fetch. */
export interface PaymentsConfig {
  readonly databaseUrl: string;
  readonly deployment: 'demo' | 'production';
  /** Shared with the gateway; base64url of at least 32 bytes. */
  readonly subgraphSecret: string;
  /** Where browsers reach this service, for the test provider's page. */
  readonly publicUrl: string;
  readonly providers: readonly ProviderName[];
  readonly receiptKey: ReturnType<typeof parseReceiptKey> | null;
  readonly logLevel: z.infer<typeof baseEnvironment.LOG_LEVEL>;
}

const variables = {
  ...baseEnvironment,
  DATABASE_URL_PAYMENTS: z.url({
    protocol: /^postgres(ql)?$/,
    error: 'must be a PostgreSQL URL, postgresql://user:password@host:port/database',
  }),
  PAYMENTS_PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).optional(),
  /** Comma-separated. In a demo `test` unless told otherwise, in production none unless told. */
  PAYMENT_PROVIDERS: z.string().optional(),
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
    providers: readProviders(env.PAYMENT_PROVIDERS ?? (demo ? 'test' : '')),
    receiptKey: env.RECEIPT_SIGNING_KEY === undefined ? null : parseReceiptKey(env.RECEIPT_SIGNING_KEY),
    logLevel: env.LOG_LEVEL,
  });
}

function readProviders(text: string): ProviderName[] {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.map((name) => {
    const known = providerNames.find((provider) => provider === name);
    if (known === undefined) {
      throw new ConfigurationError(
        `PAYMENT_PROVIDERS: "${name}" is not known; known are ${providerNames.join(', ')}`,
      );
    }
    return known;
  });
}
