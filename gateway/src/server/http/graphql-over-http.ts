import type { ApolloServerPlugin } from '@apollo/server';
import type { CallContext } from '../../subgraphs/subgraph-port.ts';
import { plainJson } from './media-type.ts';
import { operationStatus } from './operation-status.ts';

/** Where Apollo Server departs from GraphQL over HTTP. */
export const graphqlOverHttp: ApolloServerPlugin<CallContext> = {
  async requestDidStart({ request }) {
    // An empty name is none (GraphQL over HTTP, section 5.2).
    if (request.operationName === '') delete request.operationName;
    return {
      async willSendResponse({ response }) {
        if (response.body.kind !== 'single' || response.body.singleResult.data !== undefined) return;
        const code = response.body.singleResult.errors?.[0]?.extensions?.code;
        const { http } = response;
        const accept = request.http?.headers.get('accept');
        http.status = operationStatus(http.status ?? 200, code, accept);
        // 200 without data is for this media type alone (GraphQL over HTTP, section 6.4).
        if (code === 'PERSISTED_QUERY_NOT_FOUND' && http.status === 200) {
          http.headers.set('content-type', plainJson);
        }
      },
    };
  },
};
