import { runSubgraph } from '@civic-graph/subgraph-kit';
import { defaults, readConfig } from '../../../subgraphs/payments/dist/config.js';
import { createPaymentsSubgraph } from '../../../subgraphs/payments/dist/subgraph.js';

/** The built payments service with the test provider, whose secret the bench knows. */
await runSubgraph(
  (env) => createPaymentsSubgraph(readConfig(env), { testProviderSecret: env.TEST_PROVIDER_SECRET }),
  defaults,
);
