import { randomUUID } from 'node:crypto';
import { createReportSender } from '@civic-graph/releases/pull';
import type { Logger } from 'pino';
import type { GatewayConfig } from '../../config/config.ts';
import type { RegistrySettings } from '../../config/supergraph-settings.ts';
import { unsentBatches } from '../../observability/usage/unsent-batches.ts';
import type { UsageCounter } from '../../observability/usage/usage-counter.ts';
import { type UsageReports, usageReports } from '../../observability/usage/usage-reports.ts';

/** A gateway with a registry that is to be told of usage. */
export type ReportingGateway = RegistrySettings & { readonly usageEveryMs: number };

export function countsUsage<Settings extends GatewayConfig['supergraph']>(
  settings: Settings,
): settings is Settings & ReportingGateway {
  return settings.kind === 'registry' && settings.usageEveryMs !== null;
}

export function startUsageReports(
  { gateway, usageEveryMs: everyMs, ...address }: ReportingGateway,
  counter: UsageCounter,
  logger: Logger,
): UsageReports {
  return usageReports({
    ...{ counter, gateway, everyMs },
    send: createReportSender(address, '/usage'),
    unsent: unsentBatches(address.folder),
    clock: () => new Date(),
    newId: randomUUID,
    onFailure: (reason) => logger.warn({ reason }, 'the registry accepts no usage; retrying'),
  });
}
