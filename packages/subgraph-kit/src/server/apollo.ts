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

/** Context of resolvers, with fields that only the server uses. */
export interface CallContext extends SubgraphContext {
  /** Uses up the signature; rejects a replay. */
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
      // Disables the vendor's telemetry, whatever variables are set.
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
    ],
  });
}

/** Last step before resolvers run. The operation, not the sender, decides whether it is a mutation. */
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
          call.span?.setAttributes({
            'graphql.operation.type': String(operation?.operation),
            ...(name !== undefined && { 'graphql.operation.name': name }),
          });
        },
        // Runs before formatting, which costs time for each error.
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

/** Adds the HTTP status of the code: Apollo Server answers 500 to errors of plugins. */
function endRequest(error: unknown): never {
  const cause = asPublicError(error);
  if (cause === undefined) throw error;
  throw new PublicError(cause.code, cause.message, { extensions: { http: { status: cause.status } } });
}
