import type { JournalState } from '@civic-graph/audit';
import { sql, type Transaction } from 'kysely';
import type { IdentityLosses } from '../commands/restore.ts';
import { withdrawalAfter } from '../consent/revision.ts';
import { lastTokenEnds, publishRevocations } from '../revocation/publish.ts';
import type { IdentityTables } from '../store/database.ts';

export interface WithdrawOrder {
  readonly losses: Pick<IdentityLosses, 'withdrawn'>;
  readonly journals: readonly JournalState[];
  readonly now: Date;
}

/**
 * Repeats in a restored database what citizens ended since its backup: withdraws consents, also those that
 * were only narrowed, ends every sign-in, and announces revocations whose tokens may still be valid.
 */
export async function withdrawAgain(
  transaction: Transaction<IdentityTables>,
  { losses, journals, now }: WithdrawOrder,
): Promise<void> {
  const ids = losses.withdrawn.map(({ id }) => id);
  if (ids.length > 0) {
    const latest = await transaction.selectFrom('consent').selectAll().where('id', 'in', ids).execute();
    for (const revision of latest) {
      await transaction.insertInto('consent').values(withdrawalAfter(revision, now)).execute();
    }
  }
  // Refresh tokens that were replaced since would otherwise be valid again.
  await transaction.deleteFrom('oidc_payload').execute();
  await sql`UPDATE upstream_sign_in SET ended_at = ${now} WHERE ended_at IS NULL`.execute(transaction);
  const recent = journals.flatMap(({ revocations }) =>
    revocations.flatMap(({ kind, id, time }) =>
      kind !== 'credentials' && lastTokenEnds(new Date(time)) > now ? [{ kind, id }] : [],
    ),
  );
  const unique = new Map(recent.map((each) => [`${each.kind} ${each.id}`, each]));
  await publishRevocations(
    transaction,
    [...unique.values(), ...ids.map((id) => ({ kind: 'consent' as const, id }))],
    now,
  );
}
