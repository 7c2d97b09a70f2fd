import { sql } from 'kysely';
import { byOrdinal } from '../database/by-ordinal.ts';
import type { ChangeMessageRow, Db } from '../database/database.ts';

/** A page of the messages of one webhook, the latest first. */
export interface MessagePage {
  readonly recipient: string;
  readonly webhook: string;
  /** Only messages about rollouts before this sequence. */
  readonly before: string | null;
  readonly size: number;
}

/** Several such pages with one query. */
export async function messagePages(
  db: Db,
  pages: readonly MessagePage[],
): Promise<readonly (readonly ChangeMessageRow[])[]> {
  const { rows } = await sql<ChangeMessageRow & { readonly ordinal: string }>`
    SELECT page.*, wanted.ordinal
      FROM unnest(${pages.map(({ recipient }) => recipient)}::text[],
                  ${pages.map(({ webhook }) => webhook)}::uuid[],
                  ${pages.map(({ before }) => before)}::bigint[],
                  ${pages.map(({ size }) => size)}::int[])
           WITH ORDINALITY AS wanted (recipient, webhook, before, size, ordinal)
     CROSS JOIN LATERAL (
       SELECT * FROM change_message
        WHERE change_message.recipient = wanted.recipient AND webhook_id = wanted.webhook
          AND (wanted.before IS NULL OR rollout < wanted.before)
        ORDER BY rollout DESC LIMIT wanted.size) AS page
     ORDER BY wanted.ordinal, rollout DESC`.execute(db);
  return byOrdinal(pages, rows);
}
