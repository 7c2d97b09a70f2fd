import { sql } from 'kysely';
import type { IdentityDatabase } from '../store/database.ts';

/** A gateway's chain, up to the entry that was verified here. PostgreSQL's bigint arrives as text. */
export interface AccessChainRow {
  readonly chain: string;
  readonly count: string;
  /** Entries under the last checkpoint; null before the first. */
  readonly checkpoint_count: string | null;
  readonly checkpoint_time: Date | null;
  /** Whether a signed receipt contradicts what is stored now. */
  readonly is_contradicted: boolean;
}

/** One index probe per chain for its last checkpoint and its last receipt: it has one a minute, for years. */
export async function accessChains(database: IdentityDatabase): Promise<AccessChainRow[]> {
  const { rows } = await sql<AccessChainRow>`
    select access_chain.chain, access_chain.count,
      checkpoint.count as checkpoint_count, checkpoint.time as checkpoint_time,
      coalesce(receipt.count > access_chain.count
        or (receipt.count = access_chain.count and receipt.head <> access_chain.head), false) as is_contradicted
    from access_chain
    left join lateral (
      select count, time from access_checkpoint
      where access_checkpoint.chain = access_chain.chain order by count desc limit 1
    ) checkpoint on true
    left join lateral (
      select count, head from access_receipt
      where access_receipt.chain = access_chain.chain order by count desc limit 1
    ) receipt on true
    order by access_chain.chain`.execute(database);
  return rows;
}
