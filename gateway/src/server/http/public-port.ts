import { createServer, type RequestListener } from 'node:http';
import { boundClosing } from '@civic-graph/limits';
import type { Tracing } from '@civic-graph/service';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Logger } from 'pino';
import type { GatewayConfig } from '../../config/config.ts';
import type { Metrics } from '../../observability/metrics.ts';
import { answerError, answerErrors } from './error-answer.ts';
import type { FastPath } from './fast-path.ts';
import type { LoadShedder } from './load-shedding.ts';
import { isEventStream } from './media-type.ts';
import { parseBodies } from './parse-bodies.ts';
import { oneAtATime } from './pipelining.ts';
import { chooseRequestPath } from './request-paths.ts';
import { stateOf } from './request-state.ts';
import { takeUpgrades, type Upgrade } from './upgrades.ts';

export interface PublicPortOptions {
  readonly fastPath: FastPath;
  readonly loadShedder: LoadShedder;
  readonly tracing: Tracing | null;
  /** WebSockets. */
  readonly upgrade: Upgrade;
  /** Whether callers are to go elsewhere for their next request. */
  readonly isLeaving: () => boolean;
  readonly logger: Logger;
  readonly metrics: Pick<Metrics, 'requestServed'>;
}

export interface PublicPort {
  /** The slow path: every route, with all its checks. */
  readonly app: FastifyInstance;
  /** Both request paths. */
  readonly listener: RequestListener;
  /** Closes connections as they fall silent, and all of them after a bounded time. */
  readonly beginClosing: () => void;
}

/** A request that was on its way when closing began is there by then. */
const silentMsAtClose = 1_000;
const leastCheckMs = 20;

/**
 * Prepared operations take the fast path, all others the application. Nothing listens yet.
 */
export function createPublicPort(
  { requestTimeoutMs, keepAliveTimeoutMs, deadlineMs, limits, subscriptions }: GatewayConfig,
  { fastPath, loadShedder, tracing, upgrade, isLeaving, logger, metrics }: PublicPortOptions,
): PublicPort {
  let listener: RequestListener = () => undefined;
  let beginClosing: () => void = () => undefined;
  const app: FastifyInstance = Fastify({
    serverFactory: (slowPath) => {
      const observe = (status: number, seconds: number) => metrics.requestServed('fast', status, seconds);
      listener = oneAtATime(
        chooseRequestPath(slowPath, {
          fastPath,
          bounds: limits,
          isLeaving,
          loadShedder,
          tracing,
          observe,
          logger,
        }),
      );
      const httpServer = createServer(
        {
          keepAliveTimeout: keepAliveTimeoutMs,
          // A request that drips, byte by byte, holds a connection no longer than this.
          requestTimeout: requestTimeoutMs,
          // So often that those that are to be closed are few each time: a thousand of them hold the others
          // up.
          connectionsCheckingInterval: Math.max(leastCheckMs, requestTimeoutMs / 200),
          // Detects peers that vanished while nothing was sent.
          keepAlive: true,
          keepAliveInitialDelay: subscriptions.heartbeatMs,
        },
        listener,
      );
      takeUpgrades(httpServer, upgrade);
      // Whatever was to arrive and to be answered has been by then.
      const allMs = requestTimeoutMs + deadlineMs;
      beginClosing = boundClosing(httpServer, { silentMs: silentMsAtClose, allMs });
      return httpServer;
    },
    loggerInstance: logger as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    frameworkErrors: answerError,
    bodyLimit: limits.maxBodyBytes,
    requestIdHeader: false,
    genReqId: () => crypto.randomUUID(),
    forceCloseConnections: 'idle',
    // Finish requests that were accepted before shutdown.
    return503OnClosing: false,
  });
  parseBodies(app, limits);
  answerErrors(app);
  app.addHook('onResponse', async ({ raw }, reply) => {
    // How long a subscription lasts says nothing.
    if (isEventStream(stateOf(raw).answerType)) return;
    metrics.requestServed('slow', reply.statusCode, reply.elapsedTime / 1000);
  });
  return { app, listener, beginClosing };
}
