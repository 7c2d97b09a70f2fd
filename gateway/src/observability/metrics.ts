import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Figures of one gateway for Prometheus. Label values are bounded: codes, subgraph names, kinds of callers. */
export interface Metrics {
  readonly registry: Registry;
  /** @param lane which of the two ways the request took; both give the same answer */
  requestServed(lane: 'fast' | 'slow', status: number, seconds: number): void;
  fieldRefused(): void;
  supergraphChanged(outcome: 'served' | 'refused'): void;
  operationUnlisted(): void;
  accessRecorded(records: number): void;
  switchedOff(switches: number): void;
  subgraphCalled(subgraph: string, outcome: string, seconds: number): void;
  subgraphAskedAgain(subgraph: string): void;
  subgraphBreaker(subgraph: string, state: 'closed' | 'open' | 'probing'): void;
  countSubscriptions(open: () => number): void;
  eventDelivered(): void;
  /** @param code why, as the client was told; `complete` where nothing was wrong */
  subscriptionEnded(code: string): void;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const buckets = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 2, 5];
  const requests = new Histogram({
    name: 'civic_gateway_request_seconds',
    help: 'Time from a request to its answer, by HTTP status and lane (fast: an operation that was seen before)',
    labelNames: ['lane', 'status'],
    buckets,
    registers: [registry],
  });
  const refusals = new Counter({
    name: 'civic_gateway_refused_fields_total',
    help: 'Fields that were null because the caller may not read them',
    registers: [registry],
  });
  const supergraphs = new Counter({
    name: 'civic_gateway_supergraph_changes_total',
    help: 'Changes of the supergraph, or of where subgraphs are, by what became of them (served, refused)',
    labelNames: ['outcome'],
    registers: [registry],
  });
  const supergraphRefused = new Gauge({
    name: 'civic_gateway_supergraph_refused',
    help: '1 while the last change is refused and the supergraph before it serves on; the reason is at /readyz',
    aggregator: 'max',
    registers: [registry],
  });
  const unlisted = new Counter({
    name: 'civic_gateway_unlisted_operations_total',
    help: 'Distinct operations of apps that were on no safelist of theirs, refused or only logged',
    registers: [registry],
  });
  const switches = new Gauge({
    name: 'civic_gateway_switches_in_force',
    help: 'Fields, types and apps that agencies have switched off',
    aggregator: 'max',
    registers: [registry],
  });
  const accessRecords = new Counter({
    name: 'civic_gateway_access_records_total',
    help: 'Records of personal data that was delivered',
    registers: [registry],
  });
  const calls = new Histogram({
    name: 'civic_gateway_subgraph_seconds',
    help: 'Time of calls to subgraphs, by subgraph and outcome (ok, or an error code)',
    labelNames: ['subgraph', 'outcome'],
    buckets,
    registers: [registry],
  });
  const repeated = new Counter({
    name: 'civic_gateway_subgraph_retries_total',
    help: 'Queries that were sent to a subgraph a second time',
    labelNames: ['subgraph'],
    registers: [registry],
  });
  const breakers = new Gauge({
    name: 'civic_gateway_subgraph_breaker_open',
    help: '1 while calls to a subgraph are not made because the last ones failed, 0 once it has served one again',
    labelNames: ['subgraph'],
    registers: [registry],
  });
  const events = new Counter({
    name: 'civic_gateway_subscription_events_total',
    help: 'Events delivered to subscribers',
    registers: [registry],
  });
  const ended = new Counter({
    name: 'civic_gateway_subscriptions_ended_total',
    help: 'Subscriptions that have ended, by why (complete, or an error code)',
    labelNames: ['code'],
    registers: [registry],
  });
  return {
    registry,
    subgraphAskedAgain: (subgraph) => repeated.inc({ subgraph }),
    subgraphBreaker: (subgraph, state) => breakers.set({ subgraph }, state === 'closed' ? 0 : 1),
    eventDelivered: () => events.inc(),
    subscriptionEnded: (code) => ended.inc({ code }),
    countSubscriptions(open) {
      new Gauge({
        name: 'civic_gateway_subscriptions_open',
        help: 'Subscriptions that are open now',
        registers: [registry],
        collect() {
          this.set(open());
        },
      });
    },
    requestServed: (lane, status, seconds) => requests.observe({ lane, status }, seconds),
    fieldRefused: () => refusals.inc(),
    supergraphChanged(outcome) {
      supergraphs.inc({ outcome });
      supergraphRefused.set(outcome === 'refused' ? 1 : 0);
    },
    operationUnlisted: () => unlisted.inc(),
    switchedOff: (count) => switches.set(count),
    accessRecorded: (records) => accessRecords.inc(records),
    subgraphCalled: (subgraph, outcome, seconds) => calls.observe({ subgraph, outcome }, seconds),
  };
}
