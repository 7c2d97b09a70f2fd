import { sql } from 'kysely';
import { byOrdinal } from '../database/by-ordinal.ts';
import type { Db, ProposalCommentRow } from '../database/database.ts';
import { type Author, authorColumns } from './author.ts';
import { findProposal } from './find-proposals.ts';
import { notFound, type ProposalRefused, refuseProposal } from './proposal-outcome.ts';

/** Comments of one author in an hour, and of one proposal. */
const maxAnHour = 30;
const maxOfProposal = 300;
const hourMs = 3_600_000;

/** Adds a comment; also to a proposal that was decided. */
export function commentProposal(
  db: Db,
  by: Author,
  { id, text }: { readonly id: string; readonly text: string },
  now: Date,
): Promise<{ readonly kind: 'done'; readonly comment: ProposalCommentRow } | ProposalRefused> {
  return db.transaction().execute(async (trx) => {
    const proposal = await findProposal(trx, id, by);
    if (proposal === null) return notFound;
    // Comments at once must not exceed a limit together.
    await sql`SELECT pg_advisory_xact_lock(hashtext('proposal comments'))`.execute(trx);
    const since = new Date(now.getTime() - hourMs);
    const { rows } = await sql<{ own: string; all: string }>`
      SELECT (SELECT count(*) FROM proposal_comment WHERE author = ${by.subject} AND written_at > ${since}) AS own,
             (SELECT count(*) FROM proposal_comment WHERE proposal = ${proposal.number}::bigint) AS all`.execute(
      trx,
    );
    const [{ own, all } = { own: '0', all: '0' }] = rows;
    if (Number(own) >= maxAnHour) {
      return refuseProposal('too-many', `You have written ${maxAnHour} comments in an hour; continue later.`);
    }
    if (Number(all) >= maxOfProposal) {
      return refuseProposal('too-many', `The proposal has ${maxOfProposal} comments; propose it anew.`);
    }
    const comment = await trx
      .insertInto('proposal_comment')
      .values({ proposal: proposal.number, text, ...authorColumns(by), written_at: now })
      .returningAll()
      .executeTakeFirstOrThrow();
    return { kind: 'done', comment } as const;
  });
}

/** A page of the comments of one proposal, the oldest first. */
export interface CommentPage {
  readonly proposal: string;
  /** Number of the last comment of the page before; `null` at the start. */
  readonly after: string | null;
  readonly size: number;
}

/** Several such pages with one query. */
export async function commentPages(
  db: Db,
  pages: readonly CommentPage[],
): Promise<readonly (readonly ProposalCommentRow[])[]> {
  const { rows } = await sql<ProposalCommentRow & { readonly ordinal: string }>`
    SELECT page.*, wanted.ordinal
      FROM unnest(${pages.map(({ proposal }) => proposal)}::bigint[],
                  ${pages.map(({ after }) => after)}::bigint[],
                  ${pages.map(({ size }) => size)}::int[])
           WITH ORDINALITY AS wanted (proposal, after, size, ordinal)
     CROSS JOIN LATERAL (
       SELECT * FROM proposal_comment
        WHERE proposal_comment.proposal = wanted.proposal AND (wanted.after IS NULL OR number > wanted.after)
        ORDER BY number LIMIT wanted.size) AS page
     ORDER BY wanted.ordinal, number`.execute(db);
  return byOrdinal(pages, rows);
}
