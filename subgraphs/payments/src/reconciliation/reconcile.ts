import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import { treasuryDate } from '../money/treasury.ts';
import type { PaymentProviders } from '../provider/provider.ts';
import { fetchStatement } from './fetch-statement.ts';
import { matchDay, openWindows } from './match-day.ts';

export interface ReconciliationDependencies {
  readonly db: Db;
  readonly clock: () => Date;
  readonly providers: PaymentProviders;
  /** How many days back missing statements are fetched, and all are matched again. Default is 7. */
  readonly days?: number;
  /** Called when a provider's statement is unavailable; the others continue. */
  readonly report: (error: unknown) => void;
}

const dayMilliseconds = 86_400_000;

/**
 * Fetches missing statements and matches every line. Runs hourly, because a statement is ready some time next
 * morning; safe to run in several processes.
 */
export async function reconcile(dependencies: ReconciliationDependencies): Promise<void> {
  const { db, clock, providers, report, days = 7 } = dependencies;
  await openWindows(db, clock());
  for (const provider of providers.values()) {
    for (let back = days; back >= 1; back--) {
      const now = clock();
      const day = treasuryDate(new Date(now.getTime() - back * dayMilliseconds));
      try {
        const known =
          (await isFetched(db, provider.name, day)) || (await fetchStatement(db, provider, day, now));
        if (known) await matchDay(db, provider.name, day, now);
      } catch (error) {
        report(error);
      }
    }
  }
}

async function isFetched(db: Db, provider: string, day: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM provider_statement WHERE provider = ${provider} AND day = ${day}`.execute(db);
  return rows.length > 0;
}
