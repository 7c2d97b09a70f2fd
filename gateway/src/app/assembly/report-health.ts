import type { GatewayHealth } from '@civic-graph/releases';
import { createReportSender, type RolloutSource } from '@civic-graph/releases/pull';
import type { Logger } from 'pino';
import type { RegistrySettings } from '../../config/supergraph-settings.ts';
import { HealthCounter } from '../../observability/health-report/health-counter.ts';
import { type HealthReports, healthReports } from '../../observability/health-report/health-reports.ts';
import type { CallContext } from '../../subgraphs/subgraph-port.ts';

/** What a gateway with a registry counts and reports about its rollout. */
export interface RolloutHealth {
  /** To be called after each operation. */
  count(errors: readonly unknown[] | undefined, call: Pick<CallContext, 'signal'>): void;
  /** To be called where an operation never ran; refusals do not count. */
  countThrown(error: unknown): void;
  /** Begins to report, once something is served. */
  start(): HealthReports;
  /** Reports at once that the rollout cannot be served at all, before the process ends. */
  reportFailedStart(): Promise<void>;
}

const path = '/health';
const lastReportMs = 2_000;

export function rolloutHealth(
  settings: RegistrySettings,
  { state }: Pick<RolloutSource, 'state'>,
  logger: Logger,
): RolloutHealth {
  const { gateway, healthReportMs: everyMs } = settings;
  const counter = new HealthCounter();
  const send = createReportSender(settings, path);
  return {
    count(errors = none, { signal }) {
      // Calls of a client that has left are cancelled, which looks like a failure of the subgraph.
      if (!signal.isAbandoned) counter.count(errors);
    },
    countThrown: (error) => counter.countThrown(error),
    start() {
      const onFailure = (reason: string) =>
        logger.warn({ reason }, 'the registry accepts no health reports; retrying');
      return healthReports({ gateway, counter, state, send, onFailure, everyMs });
    },
    async reportFailedStart() {
      const { refused } = state();
      if (refused === null) return;
      const report: GatewayHealth = { gateway, serving: null, requests: 0, failed: 0, refused };
      await send(JSON.stringify(report), AbortSignal.timeout(lastReportMs)).catch((error: unknown) => {
        logger.warn({ reason: String(error) }, 'the registry was not told that the rollout cannot be served');
      });
    },
  };
}

const none: readonly unknown[] = [];
