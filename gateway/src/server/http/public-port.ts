import { createServer, type RequestListener } from 'node:http';
import { boundClosing } from '@civic-graph/limits';
import type { Tracing } from '@civic-graph/service';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Logger } from 'pino';
import type { GatewayConfig } from '../../config/config.ts';
import type { Metrics } from '../../observability/metrics.ts';
import { authorizeBySession } from '../studio/authorize-by-session.ts';
import type { StudioSignIn } from '../studio/open-studio.ts';
import { answerError, answerErrors } from './error-answer.ts';
import type { FastPath } from './fast-path.ts';
import type { LoadShedder } from './load-shedding.ts';
import { isEventStream } from './media-type.ts';
import { parseBodies } from './parse-bodies.ts';
import { serializePipelined } from './pipelining.ts';
import { chooseRequestPath } from './request-paths.ts';
import { stateOf } from './request-state.ts';
import { takeUpgrades, type Upgrade } from './upgrades.ts';

export interface PublicPortOptions {
  readonly fastPath: FastPath;
  readonly contractFastPath: (contract: string) => FastPath | null;
  readonly loadShedder: LoadShedder;
  readonly tracing: Tracing | null;
  /** Lets requests of the Studio's pages carry the token of their session; `null`: nobody signs in there. */
  readonly studio: Pick<StudioSignIn, 'cookies' | 'studioUrl'> | null;
  /** Takes over WebSocket upgrades. */
  readonly upgrade: Upgrade;
  /** Whether the gateway is stopping, so that clients should open their next connection elsewhere. */
  readonly isLeaving: () => boolean;
  readonly logger: Logger;
  readonly metrics: Pick<Metrics, 'requestServed'>;
}

export interface PublicPort {
  /** The slow path: every route, with all its checks. */
  readonly app: FastifyInstance;
  /** Both request paths. */
  readonly listener: RequestListener;
  /** Closes idle connections, and all connections after a bounded time. */
  readonly beginClosing: () => void;
}

/** A request that was in transit when closing began has arrived by then. */
const silentMsAtClose = 1_000;
const minCheckMs = 20;

/**
 * Creates the public port: prepared operations take the fast path, all others the application. Nothing
 * listens yet.
 */
export function createPublicPort(
  { requestTimeoutMs, keepAliveTimeoutMs, deadlineMs, limits, subscriptions }: GatewayConfig,
  {
    fastPath,
    contractFastPath,
    loadShedder,
    tracing,
    studio,
    upgrade,
    isLeaving,
    logger,
    metrics,
  }: PublicPortOptions,
): PublicPort {
  let listener: RequestListener = () => undefined;
  let beginClosing: () => void = () => undefined;
  const app: FastifyInstance = Fastify({
    serverFactory: (slowPath) => {
      const observe = (status: number, seconds: number) => metrics.requestServed('fast', status, seconds);
      const paths = chooseRequestPath(slowPath, {
        fastPath,
        contractFastPath,
        bounds: limits,
        isLeaving,
        loadShedder,
        tracing,
        observe,
        logger,
      });
      listener = serializePipelined(
        studio === null
          ? paths
          : authorizeBySession(paths, { session: studio.cookies.session, studioUrl: studio.studioUrl }),
      );
      const httpServer = createServer(
        {
          keepAliveTimeout: keepAliveTimeoutMs,
          // Bounds how long a slow client may take to send one request.
          requestTimeout: requestTimeoutMs,
          // Checked often, so that each check closes few connections, because closing a thousand at once
          // blocks others.
          connectionsCheckingInterval: Math.max(minCheckMs, requestTimeoutMs / 200),
          // Detects peers that vanished while nothing was sent.
          keepAlive: true,
          keepAliveInitialDelay: subscriptions.heartbeatMs,
        },
        listener,
      );
      takeUpgrades(httpServer, upgrade);
      // By then every request has arrived and been answered.
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
    // The duration of a subscription says nothing about latency.
    if (isEventStream(stateOf(raw).answerType)) return;
    metrics.requestServed('slow', reply.statusCode, reply.elapsedTime / 1000);
  });
  return { app, listener, beginClosing };
}
