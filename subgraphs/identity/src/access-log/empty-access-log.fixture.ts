import { sql } from 'kysely';
import type { IdentityDatabase } from '../store/database.ts';

/** Begins anew, past the triggers that keep it: only who owns the server can. */
export async function emptyAccessLog(owner: IdentityDatabase): Promise<void> {
  await owner.transaction().execute(async (transaction) => {
    await sql`set local session_replication_role = replica`.execute(transaction);
    await sql`truncate access_chain, access_record, access_checkpoint, access_receipt`.execute(transaction);
  });
}
