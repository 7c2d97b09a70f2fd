import { z } from 'zod';
import { ConfigurationError } from '../config/configuration-error.ts';
import type { TargetRules } from './target.ts';

export interface WebhookSettings {
  /** Secret from which the secrets of endpoints are derived; base64url, at least 32 bytes. */
  readonly key: string;
  readonly rules: TargetRules;
}

/** Environment variables of services that send webhooks. */
export const webhookVariables = {
  WEBHOOK_SIGNING_KEY: z
    .string()
    .regex(/^[\w-]{43,}$/, 'must be base64url of at least 32 random bytes')
    .optional()
    .meta({
      description:
        'Secret from which the webhook secrets of partners and agencies are derived, base64url, at least 32 bytes.',
      defaultText: 'derived from `SUBGRAPH_SECRET`',
    }),
  WEBHOOK_TARGETS: z
    .enum(['public', 'public-and-loopback'])
    .default('public')
    .describe('`public-and-loopback` also delivers to this machine. Refused in production.'),
};

/** @throws ConfigurationError where production would deliver to itself */
export function webhookSettings(env: {
  readonly DEPLOYMENT: 'demo' | 'production';
  readonly SUBGRAPH_SECRET: string;
  readonly WEBHOOK_SIGNING_KEY?: string | undefined;
  readonly WEBHOOK_TARGETS: 'public' | 'public-and-loopback';
}): WebhookSettings {
  const allowLoopback = env.WEBHOOK_TARGETS === 'public-and-loopback';
  if (env.DEPLOYMENT !== 'demo' && allowLoopback) {
    throw new ConfigurationError(
      'WEBHOOK_TARGETS: loopback needs DEPLOYMENT=demo; partners would reach this host',
    );
  }
  // During a rotation there are two, of which the first is in use.
  const [shared = ''] = env.SUBGRAPH_SECRET.split(',');
  return { key: env.WEBHOOK_SIGNING_KEY ?? shared, rules: { allowLoopback } };
}
