import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database/database.ts';
import { uuid } from '../database/uuid.ts';
import type { Author } from './author.ts';

export type ProposalState = 'open' | 'accepted' | 'declined' | 'withdrawn';

export interface Decision {
  readonly outcome: Exclude<ProposalState, 'open'>;
  readonly reason: string;
  readonly kind: Author['kind'];
  readonly subject: string;
  readonly agency: string | null;
  readonly decidedAt: Date;
  /** Whether the official decided on a proposal of their own. */
  readonly isOwn: boolean;
}

export interface StoredProposal {
  readonly number: string;
  readonly id: string;
  readonly checkId: string;
  readonly subgraph: string;
  /** The agency that decides. */
  readonly agency: string;
  readonly release: string;
  readonly title: string;
  readonly description: string;
  readonly authorKind: Author['kind'];
  readonly author: string;
  readonly authorAgency: string | null;
  readonly authorDeveloper: string | null;
  readonly proposedAt: Date;
  readonly decision: Decision | null;
}

interface ProposalRow {
  readonly number: string;
  readonly id: string;
  readonly check_id: string;
  readonly subgraph: string;
  readonly agency: string;
  readonly release: string;
  readonly title: string;
  readonly description: string;
  readonly author_kind: Author['kind'];
  readonly author: string;
  readonly author_agency: string | null;
  readonly author_developer: string | null;
  readonly proposed_at: Date;
  readonly decision: Decision['outcome'] | null;
  readonly reason: string;
  readonly subject_kind: Author['kind'];
  readonly subject: string;
  readonly subject_agency: string | null;
  readonly decided_at: Date;
}

/** A proposal that this person may read; another's looks like a missing one. */
export async function findProposal(db: Db, id: string, reader: Author): Promise<StoredProposal | null> {
  if (!uuid.test(id)) return null;
  const [found] = await select(db, sql`WHERE id = ${id} AND ${readableBy(reader)}`);
  return found ?? null;
}

export interface ProposalFilter {
  readonly subgraph: string | null;
  readonly state: ProposalState | null;
  /** Number of the last proposal of the page before. */
  readonly before: string | null;
  readonly limit: number;
}

/** Proposals that this person may read, the latest first. */
export async function listProposals(
  db: Db,
  reader: Author,
  { subgraph, state, before, limit }: ProposalFilter,
): Promise<StoredProposal[]> {
  return select(
    db,
    sql`WHERE ${readableBy(reader)}
          AND (${subgraph}::text IS NULL OR subgraph = ${subgraph})
          AND (${state}::text IS NULL OR coalesce(decision, 'open') = ${state})
          AND (${before}::bigint IS NULL OR number < ${before}::bigint)
        ORDER BY number DESC LIMIT ${limit}`,
  );
}

/** The author's open proposal of a release, if there is one, for a call whose answer was lost. */
export async function openProposal(db: Db, author: Author, release: string): Promise<StoredProposal | null> {
  const [found] = await select(
    db,
    sql`WHERE author = ${author.subject} AND release = ${release} AND decision IS NULL LIMIT 1`,
  );
  return found ?? null;
}

/** The agency that decides, the author's own agency or account, and the platform's admin. */
function readableBy(reader: Author): RawBuilder<boolean> {
  switch (reader.kind) {
    case 'admin':
      return sql`true`;
    case 'official':
      return sql`(agency = ${reader.agency} OR author_agency = ${reader.agency})`;
    case 'developer':
      return sql`author_developer = ${reader.developer}`;
  }
}

async function select(db: Db, condition: RawBuilder<unknown>): Promise<StoredProposal[]> {
  const { rows } = await sql<ProposalRow>`
    SELECT proposal.*, decision, reason, subject_kind, subject, subject_agency, decided_at
      FROM proposal LEFT JOIN proposal_decision ON proposal_decision.proposal = number
      ${condition}`.execute(db);
  return rows.map((row) => ({
    ...{ number: row.number, id: row.id, checkId: row.check_id, subgraph: row.subgraph, agency: row.agency },
    ...{ release: row.release, title: row.title, description: row.description },
    ...{ authorKind: row.author_kind, author: row.author, authorAgency: row.author_agency },
    ...{ authorDeveloper: row.author_developer, proposedAt: row.proposed_at },
    decision: decisionOf(row),
  }));
}

function decisionOf(row: ProposalRow): Decision | null {
  if (row.decision === null) return null;
  return {
    outcome: row.decision,
    reason: row.reason,
    kind: row.subject_kind,
    subject: row.subject,
    agency: row.subject_agency,
    decidedAt: row.decided_at,
    isOwn: row.subject === row.author,
  };
}
