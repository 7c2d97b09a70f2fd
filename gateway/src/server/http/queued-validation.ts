import type { ApolloServerPlugin } from '@apollo/server';
import type { ParseQueue } from '../../admission/admission-queue/parse-queue.ts';
import type { CallContext } from '../../subgraphs/subgraph-port.ts';

/** Validates a large unseen document in an event loop iteration of its own. */
export function queuedValidation(parseQueue: Pick<ParseQueue, 'step'>): ApolloServerPlugin<CallContext> {
  return {
    requestDidStart: async () => ({
      validationDidStart: async ({ source, contextValue }) => {
        await parseQueue.step(contextValue.documentWork ?? source.length);
      },
    }),
  };
}
