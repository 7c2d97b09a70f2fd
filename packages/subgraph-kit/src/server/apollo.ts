import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { asPublicError, PublicError } from '@civic-graph/errors';
import type { GraphQLError, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { SubgraphContext } from '../context.ts';
import { boundErrors } from './answer-bounds.ts';
import { currentCall } from './current-call.ts';
import { documentLimits } from './document-limits.ts';
import type { FieldCounters } from './field-counters.ts';

/** The context that resolvers see, and what the server needs beside it. */
export interface CallContext extends SubgraphContext {
  /** Uses the signature up; rejects where it was used before. */
  readonly useUpSignature: () => Promise<void>;
}

export function createApolloServer(
  schema: GraphQLSchema,
  counters: FieldCounters,
  formatError: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError,
  logger: Logger,
): ApolloServer<CallContext> {
  return new ApolloServer<CallContext>({
    schema,
    formatError,
    logger,
    introspection: false,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: documentLimits.maxTokens },
    plugins: [
      beforeExecution(counters),
      // Nothing leaves for a vendor's cloud, whatever variables the environment holds.
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
    ],
  });
}

/** The last step before resolvers run. The operation tells whether it is a mutation, not the sender. */
function beforeExecution(counters: FieldCounters): ApolloServerPlugin<CallContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ schema, document, operation, contextValue }) {
          if (operation?.operation === 'subscription') endRequest(notOneAnswer());
          if (operation?.operation !== 'query') await contextValue.useUpSignature().catch(endRequest);
          counters.count(schema, document);
          const call = currentCall.getStore();
          if (call === undefined) return;
          call.mayStop = operation?.operation === 'query';
          call.changes = operation?.operation === 'mutation' ? 'none' : 'never';
          const name = operation?.name?.value;
          call.span?.tell({
            'graphql.operation.type': String(operation?.operation),
            ...(name !== undefined && { 'graphql.operation.name': name }),
          });
        },
        // Before they are formatted, each at some cost.
        async didEncounterErrors({ errors, contextValue }) {
          boundErrors(errors as GraphQLError[], contextValue);
        },
      };
    },
  };
}

function notOneAnswer(): PublicError {
  return new PublicError('BAD_REQUEST', 'a subscription is answered with events: accept text/event-stream');
}

/** Rethrows with the HTTP status of the code: Apollo Server answers 500 to what a plugin throws. */
function endRequest(error: unknown): never {
  const cause = asPublicError(error);
  if (cause === undefined) throw error;
  throw new PublicError(cause.code, cause.message, { extensions: { http: { status: cause.status } } });
}
