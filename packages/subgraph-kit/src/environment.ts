import { tracingEnvironment } from '@civic-graph/service';
import { z } from 'zod';
import { logLevels } from './server/logger.ts';

const port = z.coerce.number('a port number').int().min(0).max(65_535);

/** base64url of at least 32 bytes. */
const secret = z
  .string('a secret of at least 32 bytes, base64url, is required')
  .refine((value) => /^[\w-]+$/.test(value) && Buffer.from(value, 'base64url').length >= 32, {
    error: 'must be base64url of at least 32 bytes',
  });

/**
 * The variables that every subgraph reads; add your own: `parseEnvironment({ ...baseEnvironment, … }, env)`.
 */
export const baseEnvironment = {
  ...tracingEnvironment,
  HOST: z.string().default('127.0.0.1'),
  PORT: port,
  SUBGRAPH_SECRET: secret,
  /** Features for demonstration (test login, synthetic citizens, …) refuse to start unless it is `demo`. */
  DEPLOYMENT: z.enum(['demo', 'production']).default('production'),
  DATA_DIR: z.string().default('.data'),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  /** Gateways to be told when answers change, separated by commas. */
  GATEWAY_URLS: z
    .string()
    .default('')
    .transform((list) => list.split(',').flatMap((url) => url.trim() || []))
    .refine((urls) => urls.every((url) => /^https?:/.test(url) && URL.canParse(url)), {
      error: 'must be http or https URLs, separated by commas',
    }),
};
