import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Disk } from '@civic-graph/audit';
import { logDestination, startTracing, type Tracing } from '@civic-graph/service';
import Fastify, { type FastifyInstance } from 'fastify';
import inject, { type InjectOptions, type Response as InjectResponse } from 'light-my-request';
import pino, { type Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { GatewayConfig } from '../config/config.ts';
import { createMetrics, type Metrics } from '../observability/metrics.ts';
import type { WorkerBus } from '../subgraphs/caching/worker-cache.ts';
import { type BackingServices, connectServices } from './assembly/backing-services.ts';
import { type OpenedPort, openPublicPort, type PublicPortParts } from './assembly/open-public-port.ts';
import { type ServedGraph, serveSupergraph } from './assembly/serve-supergraph.ts';

export interface Gateway {
  /**
   * Starts both listeners. @returns the addresses, with the actual ports if 0 was requested; a worker has one
   */
  listen(): Promise<{ readonly url: string; readonly adminUrl: string }>;
  /**
   * Shuts down gracefully: fails readiness, keeps answering for a while, then finishes requests in flight and
   * closes within a bounded time. Idempotent.
   */
  close(): Promise<void>;
  /** Requests without a socket, for tests. */
  inject(request: InjectOptions): Promise<InjectResponse>;
  /** The metrics of `/metrics`, as text for Prometheus. */
  metrics(): Promise<string>;
  /** Registry of these metrics. */
  readonly registry: Registry;
}

export interface GatewayDependencies {
  readonly logger?: Logger;
  /** Set for one of several workers. */
  readonly workerBus?: WorkerBus;
  /** Folder and key of access records. */
  readonly disk?: Disk;
}

/**
 * Assembles a gateway; nothing listens yet.
 * @throws if the supergraph must not be served
 */
export async function createGateway(
  config: GatewayConfig,
  dependencies: GatewayDependencies = {},
): Promise<Gateway> {
  const logger = dependencies.logger ?? pino({ name: 'gateway', level: config.logLevel }, logDestination());
  const metrics = createMetrics();
  const tracing = await openTracing(config, logger);
  const services = connectServices(config, { logger, metrics }, dependencies);
  let closing: Promise<void> | undefined;
  const isStopping = () => closing !== undefined;
  const { graph, port } = await assemble(config, { services, tracing, logger, metrics, isStopping });
  watchMetrics(metrics, { services, graph, port });
  const admin = createAdminPort(metrics);
  // Last, because revocations matter only once there is something to withhold.
  await services.revocations?.start();

  return {
    async inject(request) {
      await port.app.ready();
      return inject(port.listener, request);
    },
    metrics: () => metrics.registry.metrics(),
    registry: metrics.registry,
    async listen() {
      port.loadShedder.start();
      await port.app.listen({ host: config.host, port: config.port });
      const url = addressOf(port.app, config.host);
      if (config.adminPort === null) return { url, adminUrl: '' };
      await admin.listen({ host: config.adminHost, port: config.adminPort });
      return { url, adminUrl: addressOf(admin, config.adminHost) };
    },
    close() {
      closing ??= shutDown();
      return closing;
    },
  };

  async function shutDown(): Promise<void> {
    // Fails `/readyz` and closes connections after each answer, while requests are still accepted.
    await sleep(config.shutdownDelayMs);
    await port.closeStreams();
    port.beginClosing();
    await port.app.close();
    port.loadShedder.stop();
    await admin.close();
    graph.reports?.close();
    await graph.usage?.close();
    await graph.server.stop();
    await services.close();
    await tracing?.close();
  }
}

function openTracing({ tracing: settings }: GatewayConfig, logger: Logger): Promise<Tracing | null> {
  return startTracing({
    service: 'gateway',
    settings,
    callers: 'anybody',
    report: (state) => logger.warn({ traces: state }, 'trace export state changed'),
  });
}

interface Assembled {
  readonly services: BackingServices;
  readonly graph: ServedGraph;
  readonly port: OpenedPort;
}

/**
 * Loads the supergraph and opens the port. A failure releases everything, first of all the journal's folder.
 */
async function assemble(
  config: GatewayConfig,
  parts: Omit<PublicPortParts, 'graph'>,
): Promise<Pick<Assembled, 'graph' | 'port'>> {
  const { services, tracing } = parts;
  let graph: ServedGraph | undefined;
  try {
    graph = await serveSupergraph(config, services, parts);
    return { graph, port: await openPublicPort(config, { ...parts, graph }) };
  } catch (error) {
    graph?.reports?.close();
    await graph?.usage?.close();
    await graph?.server.stop();
    await services.close();
    await tracing?.close();
    throw error;
  }
}

/** Gauges of the parts, read when `/metrics` is requested. */
function watchMetrics(metrics: Metrics, { services, graph, port }: Assembled): void {
  const { revocations, audit } = services;
  metrics.countSubscriptions(() => port.operations.open);
  metrics.watch({
    prepared: () => graph.engine.stats(graph.gateway.current),
    isPersonalDataWithheld: () => services.revocationState() !== 'current',
    revocationSilenceSeconds: () => (revocations?.silenceMs() ?? 0) / 1000,
    audit: audit?.lag ?? null,
  });
}

/** The admin port serves metrics to a scraper, by default on this machine only. */
function createAdminPort({ registry }: Metrics): FastifyInstance {
  const admin = Fastify({ logger: false });
  admin.get('/metrics', async (_, reply) => reply.type(registry.contentType).send(await registry.metrics()));
  return admin;
}

function addressOf(app: FastifyInstance, host: string): string {
  const { port } = app.server.address() as AddressInfo;
  return `http://${host}:${port}`;
}
