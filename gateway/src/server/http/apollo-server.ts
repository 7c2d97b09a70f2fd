import { ApolloServer, type ApolloServerOptionsWithGateway, HeaderMap } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache';
import { asPublicError, PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import type { GraphQLError, OperationDefinitionNode } from 'graphql';
import type { ParseQueue } from '../../admission/admission-queue/parse-queue.ts';
import type { Switchboard } from '../../admission/kill-switches/switchboard.ts';
import type { Safelists } from '../../admission/safelists/safelists.ts';
import type { GatewayConfig } from '../../config/config.ts';
import type { Engine, OperationResult } from '../../execution/engine.ts';
import { FetchTrace } from '../../subgraphs/fetch-trace.ts';
import type { CallContext } from '../../subgraphs/subgraph-port.ts';
import {
  CivicGateway,
  type CivicGatewayOptions,
  type GatewayRequestContext,
  type ServedView,
} from '../../supergraph/civic-gateway.ts';
import type { ServedSupergraph } from '../../supergraph/served-supergraph.ts';
import { askedExtensions, tellExtensions, walksOf } from './asked-extensions.ts';
import { challengeFor } from './challenge.ts';
import { costHeader } from './cost-header.ts';
import { documentStore } from './document-store.ts';
import { failedOperation } from './failed-operation.ts';
import { fixedSchema } from './fixed-schema.ts';
import { statusOf } from './format-answer.ts';
import { graphqlOverHttp } from './graphql-over-http.ts';
import type { ErrorFormatter } from './mask-error.ts';
import { admit, execute, findPrepared, prepare } from './pipeline.ts';
import { preflightedHeaders } from './preflighted.ts';
import { queuedValidation } from './queued-validation.ts';
import { retryAfterOf } from './retry-after.ts';
import { NotOneAnswer } from './unsuitable-request.ts';

/**
 * Characters of persisted queries per character of prepared operations: a text takes a fraction of its
 * prepared operation.
 */
const persistedInPrepared = 4;

/** Returns the text of a persisted query by its hash: sent earlier, or on the safelist of the calling app. */
export type PersistedQuery = (hash: string, principal: Principal) => Promise<string | undefined>;

/** Returns the Apollo Server that validates against a contract's schema; started at its first request. */
export type ContractServer = (contract: ServedView['serving']) => Promise<ApolloServer<CallContext>>;

/**
 * Creates the Apollo Server in front of the engine: it parses, validates, runs plugins and implements GraphQL
 * over HTTP.
 */
export function createApolloServer(
  config: GatewayConfig,
  engine: Engine,
  options: Omit<CivicGatewayOptions, 'execute' | 'warm'> & {
    readonly mask: ErrorFormatter;
    readonly switchboard: Switchboard;
    readonly safelists: Pick<Safelists, 'textOf'> | null;
    readonly parseQueue: ParseQueue;
  },
): {
  readonly server: ApolloServer<CallContext>;
  readonly contractServer: ContractServer;
  readonly gateway: CivicGateway;
  readonly persistedQuery: PersistedQuery;
} {
  const answer: CivicGatewayOptions['execute'] = (served, context) =>
    run(served, context)
      .catch((error: unknown) => failedOperation(error, options.logger))
      .then(withHttpStatus);
  const gateway = new CivicGateway({ ...options, warm: engine.warm, execute: answer });
  const isProduction = config.deployment === 'production';
  const persistedQueries = new InMemoryLRUCache<string>({
    maxSize: persistedInPrepared * config.maxPreparedCharacters,
    sizeCalculation: ({ length }) => length,
  });
  // One for all schemas; Apollo Server's keys begin with a hash of the schema.
  const documents = documentStore(config.maxPreparedCharacters / 4);
  const serverOf = (source: ApolloServerOptionsWithGateway<CallContext>['gateway']) =>
    new ApolloServer<CallContext>({
      gateway: source,
      introspection: true,
      // Only `Authorization` schemes that no browser adds by itself pass authentication (authenticate.ts).
      csrfPrevention: { requestHeaders: [...preflightedHeaders, 'authorization'] },
      includeStacktraceInErrorResponses: false,
      hideSchemaDetailsFromClientErrors: isProduction,
      documentStore: documents,
      persistedQueries: { cache: persistedQueries },
      parseOptions: { maxTokens: config.limits.maxTokens },
      formatError: options.mask,
      logger: options.logger,
      plugins: [
        ApolloServerPluginLandingPageDisabled(),
        graphqlOverHttp,
        queuedValidation(options.parseQueue),
      ],
      // main.ts handles signals.
      stopOnTerminationSignals: false,
    });
  const started = new WeakMap<ServedView['serving'], Promise<ApolloServer<CallContext>>>();
  return { server: serverOf(gateway), contractServer, gateway, persistedQuery };

  function contractServer(contract: ServedView['serving']): Promise<ApolloServer<CallContext>> {
    const known = started.get(contract);
    if (known !== undefined) return known;
    const created = serverOf(fixedSchema(contract, answer));
    const starting = created.start().then(() => created);
    started.set(contract, starting);
    return starting;
  }

  async function persistedQuery(hash: string, principal: Principal): Promise<string | undefined> {
    // Apollo Server stores persisted queries under this prefix, and looks up the query to execute there.
    const key = `apq:${hash}`;
    const known = await persistedQueries.get(key);
    if (known !== undefined) return known;
    const approved = await options.safelists?.textOf(hash, principal);
    if (approved !== undefined) await persistedQueries.set(key, approved);
    return approved;
  }

  async function run(served: ServedSupergraph, context: GatewayRequestContext): Promise<OperationResult> {
    const { schema, document, source: text, request } = context;
    // Apollo Server leaves an unknown `operationName` to the gateway.
    const operation: OperationDefinitionNode | undefined = context.operation;
    if (operation === undefined) throw new PublicError('OPERATION_RESOLUTION_FAILURE');
    if (operation.operation === 'subscription') throw new NotOneAnswer();
    const call = context.context as CallContext;
    const { operationName } = request;
    const valid = { schema, document, operation, text, operationName };
    const prepared =
      findPrepared(engine, served, valid) ??
      (await prepare({ engine, parseQueue: options.parseQueue }, served, valid, call.documentWork));
    const { principal, network = '', span, signal: end } = call;
    const mayLookInside = principal.kind === 'admin' || config.deployment === 'demo';
    const asked = askedExtensions(request.extensions, mayLookInside);
    const admission = await admit(engine, prepared, request.variables ?? {}, principal, {
      network,
      span,
      end,
      walks: walksOf(asked),
    });
    const headers = context.response?.http?.headers;
    if (admission.rateLimit) {
      headers?.set('ratelimit', admission.rateLimit.limit);
      headers?.set('ratelimit-policy', admission.rateLimit.policy);
    }
    if (admission.kind === 'refused') return { errors: admission.errors };
    headers?.set(costHeader, String(admission.cost));
    const trace = asked.timing ? new FetchTrace() : undefined;
    const result = await execute(engine, admission, { ...call, trace }, options.logger);
    if (result.data === undefined) return result;
    const told = await tellExtensions(
      asked,
      { valid, admission, result, principal, trace },
      {
        step: (work) => options.parseQueue.step(work),
        switched: () => options.switchboard.in(served),
        consentUrl: config.tokens.issuer,
        maxCost: config.limits.maxCost,
      },
    );
    const isPlain = Object.keys(told).length === 0;
    // Apollo Server derives `Cache-Control` from it: no-store unless restricted. Extensions differ by caller,
    // so they rule out caching.
    context.overallCachePolicy.restrict({ maxAge: isPlain ? (result.maxAge ?? 0) : 0, scope: 'PUBLIC' });
    if (isPlain) return result;
    return { ...result, extensions: { ...result.extensions, ...told } };
  }
}

/** Apollo Server reads the HTTP status and headers from an error's extensions. */
function withHttpStatus(result: OperationResult): {
  data?: Record<string, unknown> | null;
  errors?: GraphQLError[];
  extensions?: Record<string, unknown>;
} {
  const { data, errors, extensions } = result;
  const list = errors && [...errors];
  const [first] = list ?? [];
  if (first && data === undefined) {
    const headers = new HeaderMap();
    const retryAfter = retryAfterOf(first);
    if (retryAfter !== undefined) headers.set('retry-after', String(retryAfter));
    const known = asPublicError(first);
    const challenge = known && challengeFor(known.code);
    if (challenge !== undefined) headers.set('www-authenticate', challenge);
    first.extensions.http = { status: statusOf(result), headers };
  }
  return {
    ...(data !== undefined && { data: data.toJSON() as Record<string, unknown> | null }),
    ...(list && { errors: list }),
    ...(extensions && { extensions: { ...extensions } }),
  };
}
