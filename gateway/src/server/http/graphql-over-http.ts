import type { ApolloServerPlugin } from '@apollo/server';
import type { CallContext } from '../../subgraphs/subgraph-port.ts';
import { plainJson } from './media-type.ts';
import { operationStatus } from './operation-status.ts';

/** Corrects Apollo Server where it departs from the GraphQL over HTTP specification. */
export const graphqlOverHttp: ApolloServerPlugin<CallContext> = {
  async requestDidStart({ request }) {
    // An empty name counts as absent (GraphQL over HTTP, section 5.2).
    if (request.operationName === '') delete request.operationName;
    return {
      async willSendResponse({ response }) {
        if (response.body.kind !== 'single' || response.body.singleResult.data !== undefined) return;
        const code = response.body.singleResult.errors?.[0]?.extensions?.code;
        const { http } = response;
        const accept = request.http?.headers.get('accept');
        http.status = operationStatus(http.status ?? 200, code, accept);
        // Only this media type allows 200 without data (GraphQL over HTTP, section 6.4).
        if (code === 'PERSISTED_QUERY_NOT_FOUND' && http.status === 200) {
          http.headers.set('content-type', plainJson);
        }
      },
    };
  },
};
