import { ApolloServer, HeaderMap } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { asPublicError } from '@civic-graph/errors';
import { GraphQLError } from 'graphql';
import type { GatewayConfig } from '../config.ts';
import type { Engine } from '../execution/execute-operation.ts';
import { CivicGateway, type CivicGatewayOptions } from '../supergraph/civic-gateway.ts';
import type { GraphqlContext } from './graphql-context.ts';
import { maskError } from './mask-error.ts';

/** Apollo Server in front of the engine: it parses, validates, runs plugins and speaks GraphQL over HTTP. */
export function createApolloServer(
  config: GatewayConfig,
  engine: Engine,
  options: Omit<CivicGatewayOptions, 'execute'>,
): { readonly server: ApolloServer<GraphqlContext>; readonly gateway: CivicGateway } {
  const gateway = new CivicGateway({
    ...options,
    execute: (served, context) =>
      engine
        .execute(served, {
          schema: context.schema,
          document: context.document,
          operation: context.operation,
          documentHash: context.queryHash,
          variables: context.request.variables ?? {},
          call: context.context as GraphqlContext,
        })
        .catch((error: unknown) => ({ errors: [asPublicError(error) ?? report(error, options)] }))
        .then(withHttpStatus),
  });
  const server = new ApolloServer<GraphqlContext>({
    gateway,
    introspection: true,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: config.deployment === 'production',
    parseOptions: { maxTokens: config.limits.maxTokens },
    formatError: maskError,
    logger: options.logger,
    plugins: [ApolloServerPluginLandingPageDisabled()],
    // Signals are the business of main.ts.
    stopOnTerminationSignals: false,
  });
  return { server, gateway };
}

function report(error: unknown, { logger }: Pick<CivicGatewayOptions, 'logger'>): Error {
  const cause = error instanceof Error ? error : new Error(String(error));
  logger.error({ error: cause.name, stack: cause.stack }, 'an operation failed');
  return cause;
}

interface Result {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly Error[];
}

/** An answer without data is a request that failed: its HTTP status is that of its first error. */
function withHttpStatus({ data, errors }: Result): {
  data?: Record<string, unknown> | null;
  errors?: GraphQLError[];
} {
  const list = errors?.map((error) =>
    error instanceof GraphQLError ? error : new GraphQLError(error.message),
  );
  const [first] = list ?? [];
  if (data !== undefined || list === undefined || first === undefined) {
    return { ...(data !== undefined && { data }), ...(list && { errors: list }) };
  }
  const http = { status: asPublicError(first)?.status ?? 500, headers: new HeaderMap() };
  first.extensions.http = http;
  return { errors: list };
}
