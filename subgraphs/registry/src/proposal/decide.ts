import { findCheck } from '../check/find-checks.ts';
import type { Db } from '../database/database.ts';
import type { Author } from './author.ts';
import { type Decision, findProposal, type StoredProposal } from './find-proposals.ts';
import { notFound, type ProposalOutcome, type ProposalRefused, refuseProposal } from './proposal-outcome.ts';

export interface DecisionOrder {
  readonly id: string;
  readonly outcome: Decision['outcome'];
  readonly reason: string;
}

/**
 * Decides on a proposal, for good. The owning agency accepts or declines, the author withdraws. Accepted
 * means that the agency may publish it: nothing is rolled out.
 */
export async function decideProposal(
  db: Db,
  by: Author,
  { id, outcome, reason }: DecisionOrder,
  now: Date,
): Promise<Exclude<ProposalOutcome, { readonly kind: 'running' }>> {
  const proposal = await findProposal(db, id, by);
  if (proposal === null) return notFound;
  const refusal = await refusalOf(db, proposal, by, outcome);
  if (refusal !== null) return refusal;
  await db
    .insertInto('proposal_decision')
    .values({
      proposal: proposal.number,
      ...{ decision: outcome, reason, subject: by.subject, decided_at: now },
      subject_kind: by.kind,
      subject_agency: by.kind === 'official' ? by.agency : null,
    })
    // Two officials at once: the first decides.
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const decided = await findProposal(db, id, by);
  const isMine = decided?.decision?.subject === by.subject && decided.decision.outcome === outcome;
  return decided !== null && isMine ? { kind: 'done', proposal: decided } : closed;
}

const closed = refuseProposal('closed', 'The proposal was decided already; a decision is not changed.');

async function refusalOf(
  db: Db,
  { decision, author, agency, checkId }: StoredProposal,
  by: Author,
  outcome: Decision['outcome'],
): Promise<ProposalRefused | null> {
  if (outcome === 'withdrawn' && author !== by.subject) {
    return refuseProposal('not-yours', 'Only its author withdraws a proposal; decline it instead.');
  }
  const isOwner = by.kind === 'admin' || (by.kind === 'official' && by.agency === agency);
  if (outcome !== 'withdrawn' && !isOwner) {
    return refuseProposal('not-yours', `An official of the agency ${agency} decides on this proposal.`);
  }
  // Repeated because the answer was lost.
  if (decision !== null) {
    return decision.subject === by.subject && decision.outcome === outcome ? null : closed;
  }
  if (outcome === 'accepted' && !(await findCheck(db, checkId))?.passed) {
    return refuseProposal('check-failed', 'The check has found errors; ask for a proposal without them.');
  }
  return null;
}
