import { tracingEnvironment } from '@civic-graph/service';
import { areSharedSecrets } from '@civic-graph/tokens';
import { z } from 'zod';
import { logLevels } from './server/logger.ts';

const port = z.coerce.number('a port number').int().min(0).max(65_535);

const secrets = z.string('a secret of at least 32 bytes, base64url, is required').refine(areSharedSecrets, {
  error: 'must be base64url of at least 32 bytes, or two of them, separated by a comma',
});

/**
 * The variables that every subgraph reads; add your own: `parseEnvironment({ ...baseEnvironment, … }, env)`.
 */
export const baseEnvironment = {
  ...tracingEnvironment,
  HOST: z.string().default('127.0.0.1').describe('Address to listen on.'),
  PORT: port.meta({
    description: 'Port to listen on.',
    defaultText: '4001 identity, 4002 transport, 4003 payments, 4004 statistics, 4005 registry',
  }),
  SUBGRAPH_SECRET: secrets.describe(
    'Secret shared with the gateway, base64url, at least 32 bytes; signs calls. Two during a rotation, separated by a comma: the first signs, both verify.',
  ),
  DEPLOYMENT: z
    .enum(['demo', 'production'])
    .default('production')
    .describe('`demo` enables synthetic data and test sign-in; `production` refuses both.'),
  DATA_DIR: z.string().default('.data').describe('Folder for the files of the service.'),
  LOG_LEVEL: z.enum(logLevels).default('info').describe('Least severe log level that is written.'),
  GATEWAY_URLS: z
    .string()
    .default('')
    .transform((list) => list.split(',').flatMap((url) => url.trim() || []))
    .refine((urls) => urls.every((url) => /^https?:/.test(url) && URL.canParse(url)), {
      error: 'must be http or https URLs, separated by commas',
    })
    .meta({
      description:
        'Gateways, separated by commas, to notify when public answers change; identity also asks them what an app’s operations need, and payments asks them which apps are deleted.',
      defaultText: 'none',
    }),
};
