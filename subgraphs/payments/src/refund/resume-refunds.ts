import type { Db } from '../database/database.ts';
import { toSubmit } from '../states/refund.ts';
import { type RefundDependencies, submitRefund } from './submit-refund.ts';

const batch = 100;

/**
 * Retries refunds with an unknown outcome at their providers, after a crash or a lost answer.
 *
 * @returns the number of calls
 */
export async function resumeRefunds(dependencies: RefundDependencies): Promise<number> {
  const waiting = await dueRefunds(dependencies.db, dependencies.clock());
  for (const { id } of waiting) await submitRefund(dependencies, id);
  return waiting.length;
}

function dueRefunds(db: Db, now: Date) {
  return db
    .selectFrom('refund')
    .select('id')
    .where('state', 'in', toSubmit)
    .where('next_attempt_at', '<=', now)
    .orderBy('next_attempt_at')
    .limit(batch)
    .execute();
}
