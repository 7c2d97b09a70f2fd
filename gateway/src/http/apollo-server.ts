import { ApolloServer, HeaderMap } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { asPublicError, PublicError } from '@civic-graph/errors';
import { GraphQLError, type OperationDefinitionNode } from 'graphql';
import type { GatewayConfig } from '../config.ts';
import type { Engine } from '../execution/execute-operation.ts';
import {
  CivicGateway,
  type CivicGatewayOptions,
  type GatewayRequestContext,
} from '../supergraph/civic-gateway.ts';
import type { ServedSupergraph } from '../supergraph/served-supergraph.ts';
import type { GraphqlContext } from './graphql-context.ts';
import { errorMask } from './mask-error.ts';

/** Apollo Server in front of the engine: it parses, validates, runs plugins and speaks GraphQL over HTTP. */
export function createApolloServer(
  config: GatewayConfig,
  engine: Engine,
  options: Omit<CivicGatewayOptions, 'execute'>,
): { readonly server: ApolloServer<GraphqlContext>; readonly gateway: CivicGateway } {
  const gateway = new CivicGateway({
    ...options,
    execute: (served, context) =>
      run(served, context)
        .catch((error: unknown) => ({ errors: [reported(error, options)] }))
        .then(withHttpStatus),
  });
  const isProduction = config.deployment === 'production';
  const server = new ApolloServer<GraphqlContext>({
    gateway,
    introspection: true,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: isProduction,
    parseOptions: { maxTokens: config.limits.maxTokens },
    formatError: errorMask({ hideSuggestions: isProduction }),
    logger: options.logger,
    plugins: [ApolloServerPluginLandingPageDisabled()],
    // Signals are the business of main.ts.
    stopOnTerminationSignals: false,
  });
  return { server, gateway };

  async function run(served: ServedSupergraph, context: GatewayRequestContext): Promise<Result> {
    // Apollo Server leaves it to the gateway to tell that `operationName` names no operation.
    const operation: OperationDefinitionNode | undefined = context.operation;
    if (operation === undefined) throw new PublicError('OPERATION_RESOLUTION_FAILURE');
    return engine.execute(served, {
      schema: context.schema,
      document: context.document,
      operation,
      documentHash: context.queryHash,
      variables: context.request.variables ?? {},
      call: context.context as GraphqlContext,
    });
  }
}

/** The error for the client; what is our fault is told to the operator first, with its cause. */
function reported(error: unknown, { logger }: Pick<CivicGatewayOptions, 'logger'>): Error {
  const known = asPublicError(error);
  if (known !== undefined && known.status < 500) return known;
  const cause = known?.originalError ?? (error instanceof Error ? error : new Error(String(error)));
  logger.error({ error: cause.name, code: known?.code, stack: cause.stack }, 'an operation failed');
  return known ?? cause;
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
