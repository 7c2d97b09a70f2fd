import type { ApolloServerPlugin } from '@apollo/server';
import type { CallContext } from '../execution/subgraph-port.ts';
import type { DocumentTurns } from '../turns/document-turns.ts';

/** Of a large document that Apollo Server sees for the first time, to check it is a step by itself. */
export function stepByStep(turns: Pick<DocumentTurns, 'step'>): ApolloServerPlugin<CallContext> {
  return {
    requestDidStart: async () => ({
      validationDidStart: async ({ source, contextValue }) => {
        await turns.step(contextValue.documentWork ?? source.length);
      },
    }),
  };
}
