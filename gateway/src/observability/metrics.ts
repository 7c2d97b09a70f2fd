import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { BoundCounters, type BoundHistogram, BoundHistograms } from './bound-series.ts';

/**
 * Prometheus metrics of one gateway. Label values are bounded: client input is counted together beyond the
 * first hundred values.
 */
export interface Metrics {
  readonly registry: Registry;
  /** @param lane the request's path, fast or slow; both give the same answer */
  requestServed(lane: 'fast' | 'slow', status: number, seconds: number): void;
  /** @returns the durations of one operation, under the name that is shown */
  operation(name: string): BoundHistogram;
  /** @param app `clientId` of the caller's token */
  appServed(app: string): void;
  errorSent(code: string): void;
  planned(outcome: 'planned' | 'failed', seconds: number): void;
  fieldRefused(): void;
  supergraphChanged(outcome: 'served' | 'refused'): void;
  operationUnlisted(): void;
  accessRecorded(records: number): void;
  switchedOff(switches: number): void;
  subgraphCalled(subgraph: string, outcome: string, seconds: number): void;
  subgraphRetried(subgraph: string): void;
  subgraphBreaker(subgraph: string, state: 'closed' | 'open' | 'probing'): void;
  countSubscriptions(open: () => number): void;
  /** Gauges that are read on collection. */
  watch(stats: WatchedStats): void;
  eventDelivered(): void;
  /** @param code the client's error code; `complete` without an error */
  subscriptionEnded(code: string): void;
}

export interface WatchedStats {
  /** Hits, misses and size of the cache of prepared operations. */
  readonly prepared: () => { readonly hits: number; readonly misses: number; readonly kept: number };
  readonly isPersonalDataWithheld: () => boolean;
  /** Seconds since the last update of the identity feed. */
  readonly revocationSilenceSeconds: () => number;
  /** `null` without a journal. */
  readonly audit: (() => AuditLag) | null;
}

export interface AuditLag {
  readonly isWritable: boolean;
  /** Records that the identity service does not have yet. */
  readonly waiting: number;
  /** Age of the oldest of them. */
  readonly seconds: number;
}

/** Names that client input controls: only the first ones have series of their own. */
const maxNames = 100;

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const buckets = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 2, 5];
  new Gauge({
    name: 'civic_gateway_workers',
    help: 'Gateway processes that share the port',
    registers: [registry],
  }).set(1);
  const requests = new BoundHistograms(registry, {
    name: 'civic_gateway_request_seconds',
    help: 'Time from a request to its answer, by HTTP status and path (fast: a prepared operation)',
    labelNames: ['lane', 'status'],
    buckets,
  });
  const operations = new BoundHistograms(registry, {
    name: 'civic_gateway_operation_seconds',
    help: 'Time to fetch and shape an answer, by operation: its name and the start of its hash; "other" for rare ones',
    labelNames: ['operation'],
    buckets,
    maxSeries: maxNames,
  });
  const apps = new BoundCounters(registry, {
    name: 'civic_gateway_app_requests_total',
    help: 'Operations that were run, by app ("none" without a token)',
    labelNames: ['app'],
    maxSeries: maxNames,
  });
  const errors = new BoundCounters(registry, {
    name: 'civic_gateway_errors_total',
    help: 'Errors in answers, by code',
    labelNames: ['code'],
    maxSeries: maxNames,
  });
  const plans = new BoundHistograms(registry, {
    name: 'civic_gateway_plan_seconds',
    help: 'Planning time including the wait, by outcome (planned, failed)',
    labelNames: ['outcome'],
    buckets,
  });
  const refusals = new Counter({
    name: 'civic_gateway_refused_fields_total',
    help: 'Fields that were null because the caller may not read them',
    registers: [registry],
  });
  const supergraphs = new Counter({
    name: 'civic_gateway_supergraph_changes_total',
    help: 'Changes of the supergraph or of subgraph addresses, by outcome (served, refused)',
    labelNames: ['outcome'],
    registers: [registry],
  });
  const supergraphRefused = new Gauge({
    name: 'civic_gateway_supergraph_refused',
    help: '1 while the last change is refused and the previous supergraph serves; the reason is at /readyz',
    aggregator: 'max',
    registers: [registry],
  });
  const unlisted = new Counter({
    name: 'civic_gateway_unlisted_operations_total',
    help: 'Distinct operations outside the safelist of their app, refused or only logged',
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
    help: 'Records of disclosed personal data',
    registers: [registry],
  });
  const calls = new BoundHistograms(registry, {
    name: 'civic_gateway_subgraph_seconds',
    help: 'Time of calls to subgraphs, by subgraph and outcome (ok, or an error code)',
    labelNames: ['subgraph', 'outcome'],
    buckets,
  });
  const repeated = new Counter({
    name: 'civic_gateway_subgraph_retries_total',
    help: 'Queries that were retried at a subgraph',
    labelNames: ['subgraph'],
    registers: [registry],
  });
  const breakers = new Gauge({
    name: 'civic_gateway_subgraph_breaker_open',
    help: '1 while the circuit breaker of a subgraph is open, 0 once a call has succeeded again',
    aggregator: 'max',
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
    help: 'Subscriptions that have ended, by reason (complete, or an error code)',
    labelNames: ['code'],
    registers: [registry],
  });
  return {
    registry,
    subgraphRetried: (subgraph) => repeated.inc({ subgraph }),
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
    requestServed: (lane, status, seconds) => requests.of(lane, String(status)).observe(seconds),
    operation: (name) => operations.of(name),
    appServed: (app) => apps.of(app).inc(),
    errorSent: (code) => errors.of(code).inc(),
    planned: (outcome, seconds) => plans.of(outcome).observe(seconds),
    watch: (stats) => watchStats(registry, stats),
    fieldRefused: () => refusals.inc(),
    supergraphChanged(outcome) {
      supergraphs.inc({ outcome });
      supergraphRefused.set(outcome === 'refused' ? 1 : 0);
    },
    operationUnlisted: () => unlisted.inc(),
    switchedOff: (count) => switches.set(count),
    accessRecorded: (records) => accessRecords.inc(records),
    subgraphCalled: (subgraph, outcome, seconds) => calls.of(subgraph, outcome).observe(seconds),
  };
}

function watchStats(registry: Registry, { prepared, audit, ...feed }: WatchedStats): void {
  const registers = [registry];
  const lookups = new Counter({
    name: 'civic_gateway_prepared_lookups_total',
    help: 'Lookups of prepared operations, by outcome (hit, miss)',
    labelNames: ['outcome'],
    registers,
    collect() {
      const { hits, misses } = prepared();
      this.reset();
      this.inc({ outcome: 'hit' }, hits);
      this.inc({ outcome: 'miss' }, misses);
    },
  });
  // Initialized, so that the first increase shows as a rate.
  lookups.inc({ outcome: 'hit' }, 0);
  gauge(
    'civic_gateway_prepared_operations',
    'Operations that are prepared, with their plans',
    'sum',
    () => prepared().kept,
  );
  gauge(
    'civic_gateway_personal_data_withheld',
    '1 while guarded data is withheld, because the revocation feed is down',
    'max',
    () => Number(feed.isPersonalDataWithheld()),
  );
  gauge(
    'civic_gateway_revocation_silence_seconds',
    'Time since the last feed of what was revoked',
    'max',
    feed.revocationSilenceSeconds,
  );
  if (audit === null) return;
  gauge(
    'civic_gateway_audit_unwritable',
    '1 while access cannot be recorded, so that personal data is refused',
    'max',
    () => Number(!audit().isWritable),
  );
  gauge(
    'civic_gateway_audit_waiting_records',
    'Access records that the identity service does not have yet',
    'sum',
    () => audit().waiting,
  );
  gauge(
    'civic_gateway_audit_waiting_seconds',
    'For how long there have been access records that the identity service does not have',
    'max',
    () => audit().seconds,
  );

  function gauge(name: string, help: string, aggregator: 'sum' | 'max', read: () => number): void {
    new Gauge({
      name,
      help,
      aggregator,
      registers,
      collect() {
        this.set(read());
      },
    });
  }
}
