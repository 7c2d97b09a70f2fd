import { ConfigurationError } from '@civic-graph/service';
import { sql } from 'kysely';
import { askProviders, type InquiryDependencies } from '../inquiry/ask-providers.ts';
import { reconcile } from './reconcile.ts';

export interface ReplayDependencies extends InquiryDependencies {
  /** Time of the restored backup. */
  readonly since: Date;
}

const dayMilliseconds = 86_400_000;
/** Providers keep statements for about that long. */
const longestDays = 90;

/**
 * After a restore: asks the providers about every payment without an outcome, and matches all statements
 * since the backup, before the service serves anybody. Safe to repeat.
 *
 * @throws ConfigurationError if a provider does not answer
 */
export async function replayProviders({ since, ...dependencies }: ReplayDependencies): Promise<void> {
  const { db, clock } = dependencies;
  // What was answered after the backup is asked again, without the waiting time.
  await sql`UPDATE payment_inquiry SET next_at = least(next_at, ${clock()})`.execute(db);
  let asked: number;
  do asked = await askProviders(dependencies);
  while (asked > 0);
  const days = Math.ceil((clock().getTime() - since.getTime()) / dayMilliseconds) + 1;
  const failures: unknown[] = [];
  await reconcile({
    ...dependencies,
    days: Math.min(Math.max(days, 7), longestDays),
    report: (error) => failures.push(error),
  });
  if (failures.length === 0) return;
  throw new ConfigurationError(
    `PAYMENT_PROVIDERS: ${failures.length} statements since the restored backup cannot be fetched; ` +
      'start again when the providers answer, or finish the restore with --without-statements',
    { cause: failures[0] },
  );
}
