import type { RolloutSource } from '@civic-graph/releases/pull';
import type { Logger } from 'pino';
import type { GatewayConfig } from '../../config/config.ts';
import type { AdmittedOperation, OperationResult } from '../../execution/engine.ts';
import {
  type GatewayReport,
  type GatewayReports,
  gatewayReports,
} from '../../observability/usage/gateway-reports.ts';
import { HealthCounter } from '../../observability/usage/health-counter.ts';
import { UsageCounter } from '../../observability/usage/usage-counter.ts';
import type { CallContext } from '../../subgraphs/subgraph-port.ts';
import type { CivicGateway } from '../../supergraph/civic-gateway.ts';
import { createReportSender } from '../../supergraph/send-report.ts';

/** Counts what a gateway with a registry reports. */
export class RegistryCounters {
  readonly health = new HealthCounter();
  readonly usage = new UsageCounter();

  operationRan(
    { operation }: AdmittedOperation,
    { principal }: CallContext,
    seconds: number,
    result: OperationResult | null,
  ): void {
    this.health.operation();
    const errors = result === null ? ['INTERNAL_SERVER_ERROR'] : result.errors?.map(codeOf);
    const app = principal.kind === 'anonymous' ? null : principal.clientId;
    this.usage.count(operation.usage, { app, ms: seconds * 1_000, errors });
  }
}

function codeOf({ extensions }: NonNullable<OperationResult['errors']>[number]): string {
  return typeof extensions.code === 'string' ? extensions.code : 'INTERNAL_SERVER_ERROR';
}

export interface RegistryReportsParts {
  readonly counters: RegistryCounters;
  readonly source: Pick<RolloutSource, 'serving' | 'latest'>;
  readonly gateway: Pick<CivicGateway, 'refused'>;
  readonly logger: Logger;
}

export function startReports(
  settings: GatewayConfig['supergraph'] & { readonly kind: 'registry' },
  { counters, source, gateway, logger }: RegistryReportsParts,
): GatewayReports {
  return gatewayReports({
    health: counters.health,
    counter: counters.usage,
    clock: () => new Date(),
    describe: () => ({
      gateway: settings.gateway,
      serving: source.serving,
      refused: refusedRollout(source, gateway),
    }),
    send: createReportSender(settings),
    onFailure: (reason) => logger.warn({ reason }, 'the registry accepts no reports; retrying'),
  });
}

/** `null` where the reason is something else, such as an address that is missing here. */
function refusedRollout(
  { latest, serving }: RegistryReportsParts['source'],
  { refused }: RegistryReportsParts['gateway'],
): GatewayReport['refused'] {
  if (refused === null || latest === null || latest === serving?.sequence) return null;
  return { sequence: latest, reason: refused.reason };
}
