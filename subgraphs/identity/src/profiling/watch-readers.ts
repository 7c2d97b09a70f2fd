import type { AgencySource } from '@civic-graph/agencies';
import type { NumberedRecord, OnRecords } from '../access-log/receive-entries.ts';
import { myDataClientId } from '../my-data/my-data-client.ts';
import { raiseAlerts } from './raise-alerts.ts';
import type { ProfilingAlertRow } from './tables.ts';
import { tallyReadings } from './tally-readings.ts';
import type { ProfilingThresholds } from './thresholds.ts';

export interface WatchOptions {
  readonly thresholds: ProfilingThresholds;
  readonly agencies: AgencySource;
  readonly clock: () => Date;
  /** Called for each new alert. */
  readonly report: (alert: ProfilingAlertRow) => void;
}

/** Citizens who look at their own data do not profile themselves. */
function isOwnPages({ app, caller }: NumberedRecord['record']): boolean {
  return app === myDataClientId && caller === 'citizen';
}

/** Checks every batch of new records against the thresholds, in the storing transaction. */
export function watchReaders({ thresholds, agencies, clock, report }: WatchOptions): OnRecords {
  return async (transaction, records) => {
    const windows = await tallyReadings(
      transaction,
      records.filter(({ record }) => !isOwnPages(record)),
    );
    const rules = { thresholds, directory: agencies.current };
    for (const alert of await raiseAlerts(transaction, windows, rules, clock())) report(alert);
  };
}
