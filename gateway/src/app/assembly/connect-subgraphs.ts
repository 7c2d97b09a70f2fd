import type { Logger } from 'pino';
import type { GatewayConfig } from '../../config/config.ts';
import type { Metrics } from '../../observability/metrics.ts';
import { createSubgraphClient, type SubgraphClient } from '../../subgraphs/transport/subgraph-client.ts';
import type { EndpointKeys, SubgraphEndpoint } from '../../subgraphs/transport/subgraph-endpoint.ts';
import {
  createSubgraphEvents,
  type SubgraphEventsClient,
} from '../../subgraphs/transport/subgraph-events.ts';

export interface ConnectedSubgraphs {
  readonly calls: SubgraphClient;
  /** Subscriptions hold a connection each, hence their own pool. */
  readonly events: SubgraphEventsClient;
  /** Replaces the endpoints of both. */
  setEndpoints(endpoints: readonly SubgraphEndpoint[]): void;
  /** The keys of calls to and from this subgraph; `undefined` for an unknown one. */
  keysOf(subgraph: string): EndpointKeys | undefined;
  close(): Promise<void>;
}

export interface ConnectOptions {
  readonly logger: Logger;
  readonly metrics: Pick<Metrics, 'subgraphCalled' | 'subgraphRetried' | 'subgraphBreaker'>;
}

/** Connects to subgraphs over HTTP, with metrics and logs. None is known before `setEndpoints`. */
export function connectSubgraphs(
  config: GatewayConfig,
  { logger, metrics }: ConnectOptions,
): ConnectedSubgraphs {
  const calls = createSubgraphClient({
    client: config.subgraphClient,
    settings: config.subgraphs,
    settingsOf: config.settingsOf,
    graceMs: config.deadlineMs,
    observe: metrics.subgraphCalled,
    report: (failure) => logger.warn(failure, 'a call to a subgraph failed'),
    onRetry: metrics.subgraphRetried,
    onBreaker(subgraph, state) {
      metrics.subgraphBreaker(subgraph, state);
      // Repeated failed probes are not logged.
      if (state !== 'probing') logger.warn({ subgraph, breaker: state }, 'circuit breaker state changed');
    },
    onDeduplicated: (deduplication) => logger.debug(deduplication, 'subgraph request deduplicated'),
  });
  const events = createSubgraphEvents({
    openTimeoutMs: config.deadlineMs,
    maxSilenceMs: config.subscriptions.maxSubgraphSilenceMs,
    maxEventCharacters: config.subscriptions.maxEventCharacters,
    report: (failure) => logger.warn(failure, 'a subscription to a subgraph failed'),
  });
  let keys: ReadonlyMap<string, EndpointKeys> = new Map();
  return {
    calls,
    events,
    setEndpoints(endpoints) {
      calls.setEndpoints(endpoints);
      events.setEndpoints(endpoints);
      keys = new Map(endpoints.map((endpoint) => [endpoint.name, endpoint]));
    },
    keysOf: (subgraph) => keys.get(subgraph),
    async close() {
      await events.close();
      await calls.close();
    },
  };
}
