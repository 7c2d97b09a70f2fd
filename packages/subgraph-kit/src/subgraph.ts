import { randomUUID } from 'node:crypto';
import { describeError } from '@civic-graph/errors';
import { boundClosing } from '@civic-graph/limits';
import type { Principal } from '@civic-graph/policy';
import { startTracing, type TracingSettings } from '@civic-graph/service';
import {
  type Clock,
  createRequestSigner,
  createRequestVerifier,
  type ReplayStore,
  type RequestSigner,
  type SigningKey,
  systemClock,
  type VerificationKey,
} from '@civic-graph/tokens';
import { type FastifyInstance, fastify } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import type { Resources } from './access/resources.ts';
import type { SubgraphContext } from './context.ts';
import { refusedConnection } from './database/connection-refused.ts';
import { createGuardedSchema } from './schema.ts';
import { boundResolvers } from './server/answer-bounds.ts';
import { createApolloServer } from './server/apollo.ts';
import { createEventStreams } from './server/event-streams.ts';
import { FieldCounters } from './server/field-counters.ts';
import { healthRoutes } from './server/health.ts';
import { answerErrors } from './server/http-errors.ts';
import { createLogger, type LogLevel } from './server/logger.ts';
import { createErrorMask } from './server/mask-error.ts';
import { readEvents } from './server/read-events.ts';
import { signedRoutes } from './server/signed-routes.ts';

export interface SubgraphOptions<Loaders> {
  /** Name in the supergraph; the audience of the gateway's signatures. */
  readonly name: string;
  /** Content of schema.graphql. */
  readonly typeDefs: string;
  /** Type -> field -> resolver, with `__resolveReference` for entities. */
  readonly resolvers: object;
  /** Owners of objects; required for each type with the policy `owner` on it or its fields. */
  readonly resources?: Resources;
  /** Creates loaders for each call, so that rows are never shared between callers. */
  readonly loaders?: (request: Omit<SubgraphContext, 'loaders'>) => Loaders;
  /** The secret shared with the gateway, or the gateway's public key. */
  readonly signature: VerificationKey & {
    readonly clock?: Clock;
    /** Shared by the replicas of a subgraph; otherwise each remembers only its own calls. */
    readonly replayStore?: ReplayStore;
    /** For tests with a public key: the gateway's private key, with which `executeAs` signs. */
    readonly gatewayKey?: SigningKey;
  };
  /** Rejects while a dependency is down; see `check`. */
  readonly ready?: () => Promise<void>;
  /** Releases resources after the last response. */
  readonly close?: () => Promise<void>;
  /** Routes beside /graphql. They are unsigned: each authenticates its own callers. */
  readonly routes?: (app: FastifyInstance) => void | Promise<void>;
  readonly logLevel?: LogLevel;
  /** Replaces the logger to standard output. */
  readonly logger?: Logger;
  /** Exports traces of calls that the gateway traces; absent disables tracing. */
  readonly tracing?: TracingSettings | null;
}

export interface OperationResult {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

export interface Subgraph {
  readonly name: string;
  /** @returns the URL, with the chosen port if `port` is 0 */
  listen(address: { readonly host: string; readonly port: number }): Promise<string>;
  close(): Promise<void>;
  /** Sends a request through the whole HTTP stack, without a port. */
  readonly inject: FastifyInstance['inject'];
  /** Executes an operation through the whole HTTP stack, signed like the gateway for this principal. */
  executeAs(
    principal: Principal,
    operation: { readonly query: string; readonly variables?: object; readonly operationName?: string },
  ): Promise<OperationResult>;
  /** Subscribes through the whole HTTP stack with the same signature; returns all answers. */
  subscribeAs(
    principal: Principal,
    operation: { readonly query: string; readonly variables?: object },
  ): AsyncGenerator<OperationResult>;
}

const bodyLimitBytes = 2 * 1024 * 1024;
const requestTimeoutMs = 15_000;
/** Maximum wait for the first byte of a request in transit when closing began. */
const silentMsAtClose = 250;

/**
 * A subgraph that accepts only signed calls and enforces its schema's access rules.
 *
 * @throws PolicyError if the access rules are incomplete
 */
export async function createSubgraph<Loaders = undefined>(
  options: SubgraphOptions<Loaders>,
): Promise<Subgraph> {
  const { name, signature, logLevel = 'info' } = options;
  const { clock = systemClock } = signature;
  const logger = options.logger ?? createLogger(name, logLevel);
  const report = (error: unknown, path: string) => {
    const refused = refusedConnection(error);
    logger.error({ path, error: describeError(refused ?? error) }, refused?.message ?? 'request failed');
  };

  const schema = createGuardedSchema(options.typeDefs, { ...options.resolvers }, options.resources ?? {});
  boundResolvers(schema);
  const tracing = await startTracing({
    service: name,
    settings: options.tracing ?? null,
    callers: 'gateway',
    report: (state) => logger.warn({ traces: state }, 'trace export state changed'),
  });
  const counters = new FieldCounters();
  const formatError = createErrorMask(report);
  const apollo = createApolloServer(schema, counters, formatError, logger);
  const events = createEventStreams({ schema, counters, formatError });
  await apollo.start();

  let closing: Promise<void> | undefined;
  const end = async () => {
    beginClosing();
    events.close();
    await app.close();
    await apollo.stop();
    await options.close?.();
    await tracing?.close();
  };
  const app = fastify({ bodyLimit: bodyLimitBytes, logger: false, requestTimeout: requestTimeoutMs });
  const beginClosing = boundClosing(app.server, { silentMs: silentMsAtClose, allMs: 2 * requestTimeoutMs });
  answerErrors(app, report);
  healthRoutes(app, {
    ready: options.ready ?? (async () => {}),
    closing: () => closing !== undefined,
    report,
  });
  await app.register(signedRoutes, {
    apollo,
    events,
    counters,
    tracing,
    verifier: createRequestVerifier({ ...signature, keyId: name }),
    loaders: options.loaders ?? (() => undefined),
  });
  const sign = signerOf(signature, name, clock);
  const { routes } = options;
  if (routes !== undefined) await app.register(async (scope) => routes(scope));
  await app.ready();

  return {
    name,
    async listen(address) {
      const url = await app.listen(address);
      logger.info({ url }, 'ready');
      return url;
    },
    close() {
      // A repeated close waits for the same end.
      closing ??= end();
      return closing;
    },
    inject: app.inject.bind(app) as FastifyInstance['inject'],
    async executeAs(principal, operation) {
      const body = JSON.stringify(operation);
      const request = { method: 'POST', url: '/graphql', body } as const;
      const signed = sign({ method: 'POST', path: '/graphql', body, principal, requestId: randomUUID() });
      const headers = { ...signed, 'content-type': 'application/json' };
      return (await app.inject({ ...request, headers })).json<OperationResult>();
    },
    async *subscribeAs(principal, operation) {
      const body = JSON.stringify(operation);
      const signed = sign({ method: 'POST', path: '/graphql', body, principal, requestId: randomUUID() });
      const headers = { ...signed, 'content-type': 'application/json', accept: 'text/event-stream' };
      const answer = await app.inject({
        method: 'POST',
        url: '/graphql',
        body,
        headers,
        payloadAsStream: true,
      });
      yield* readEvents<OperationResult>(answer.stream());
    },
  };
}

/** With only a public key, `executeAs` cannot sign as the gateway. */
function signerOf(
  signature: SubgraphOptions<unknown>['signature'],
  keyId: string,
  clock: Clock,
): RequestSigner {
  const key = 'secret' in signature ? signature : signature.gatewayKey;
  if (key !== undefined) return createRequestSigner({ ...key, keyId, clock });
  return () => {
    throw new Error('to sign as the gateway, set signature.gatewayKey to its private key');
  };
}
