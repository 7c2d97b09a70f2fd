import { sql } from 'kysely';
import type { Db, DisputeRow } from '../database/database.ts';
import type { DisputeEventName, DisputeState } from '../states/dispute.ts';

interface Step {
  readonly event: DisputeEventName | 'open';
  readonly from: DisputeState | null;
  readonly to: DisputeState;
  /** The deciding operator; null for the citizen. */
  readonly actor: string | null;
  readonly at: Date;
}

export async function recordDisputeEvent(
  trx: Db,
  { agency, id }: Pick<DisputeRow, 'agency' | 'id'>,
  { event, from, to, actor, at }: Step,
): Promise<void> {
  await sql`
    INSERT INTO dispute_event (agency, dispute_id, sequence, event, from_state, to_state, actor, occurred_at)
    SELECT ${agency}, ${id}, coalesce(max(sequence), 0) + 1, ${event}, ${from}, ${to}, ${actor}, ${at}
    FROM dispute_event WHERE agency = ${agency} AND dispute_id = ${id}`.execute(trx);
}
