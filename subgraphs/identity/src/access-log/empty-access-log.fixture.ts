import { sql } from 'kysely';
import type { IdentityDatabase } from '../store/database.ts';

/** Empties the append-only tables despite their triggers, as the server's owner. */
export async function emptyAccessLog(owner: IdentityDatabase): Promise<void> {
  await owner.transaction().execute(async (transaction) => {
    await sql`set local session_replication_role = replica`.execute(transaction);
    await sql`truncate access_chain, access_note, access_record, access_record_owner, access_checkpoint, access_receipt`.execute(
      transaction,
    );
  });
}
