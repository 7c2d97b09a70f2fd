import { problemLine } from './problem-line.ts';
import type { Proposal, ProposalSummary } from './proposals.ts';

export function describeSummary(proposal: ProposalSummary): string {
  const { id, state, subgraph, title } = proposal;
  return `${id}  ${state.toLowerCase().padEnd(9)}  ${subgraph}  ${title} (${authorOf(proposal)})\n`;
}

/** A proposal as lines of text: what it is, what its check found, who has said what. */
export function describeProposal(proposal: Proposal): string {
  const { description, check, decision, published, comments, proposedAt } = proposal;
  const lines = [
    describeSummary(proposal).trimEnd(),
    `Proposed ${proposedAt}`,
    ...description.split('\n').map((line) => `  ${line}`),
    ...check.problems.map(problemLine),
    ...check.changes.nodes.map(({ kind, message }) => `${kind.toLowerCase().replace('_', ' ')}: ${message}`),
    `Check: ${check.passed ? 'passed' : 'failed'}`,
    ...comments.nodes.map((comment) => `${comment.writtenAt} ${authorOf(comment)}: ${comment.text}`),
    ...(decision === null ? [] : [decisionLine(decision)]),
    ...(published === null ? [] : [`Published as ${published.version}`]),
  ];
  return `${lines.join('\n')}\n`;
}

function decisionLine({ outcome, decidedAt, isOwn, reason }: NonNullable<Proposal['decision']>): string {
  const own = isOwn ? ' by its author' : '';
  return `${decidedAt} ${outcome.toLowerCase()}${own}: ${reason}`;
}

function authorOf({
  authorRole,
  authorAgency,
}: Pick<ProposalSummary, 'authorRole' | 'authorAgency'>): string {
  return authorAgency === null ? authorRole.toLowerCase() : `official of ${authorAgency.id}`;
}
