import type { ApolloServerPlugin } from '@apollo/server';
import type { ParseQueue } from '../../admission/admission-queue/parse-queue.ts';
import type { CallContext } from '../../subgraphs/subgraph-port.ts';

/** Of a large document that Apollo Server sees for the first time, to check it is a step by itself. */
export function queuedValidation(parseQueue: Pick<ParseQueue, 'step'>): ApolloServerPlugin<CallContext> {
  return {
    requestDidStart: async () => ({
      validationDidStart: async ({ source, contextValue }) => {
        await parseQueue.step(contextValue.documentWork ?? source.length);
      },
    }),
  };
}
