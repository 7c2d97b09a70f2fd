import { runSubgraph } from '@civic-graph/subgraph-kit';
import { create__Type__ } from './subgraph.ts';

await runSubgraph(create__Type__, { PORT: '__port__' });
