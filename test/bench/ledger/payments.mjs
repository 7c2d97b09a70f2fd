import { runSubgraph } from '@civic-graph/subgraph-kit';
import { defaults, readConfig } from '../../../subgraphs/payments/dist/config.js';
import { createPaymentsSubgraph } from '../../../subgraphs/payments/dist/subgraph.js';

/**
 * The payments service as it is installed, with a test provider whose notifications whoever knows the secret
 * can sign.
 */
await runSubgraph(
  (env) => createPaymentsSubgraph(readConfig(env), { testProviderSecret: env.TEST_PROVIDER_SECRET }),
  defaults,
);
