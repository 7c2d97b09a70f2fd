import type { StoredProposal } from './find-proposals.ts';

export type ProposalRefusalReason =
  | 'input-invalid'
  | 'unknown-subgraph'
  | 'unchanged'
  | 'not-found'
  | 'not-yours'
  | 'closed'
  | 'check-failed'
  | 'too-many';

/** Nothing was stored. */
export interface ProposalRefused {
  readonly kind: 'refused';
  readonly reason: ProposalRefusalReason;
  /** What is wrong, and what to do. */
  readonly message: string;
}

export type ProposalOutcome =
  | { readonly kind: 'done'; readonly proposal: StoredProposal }
  /** The check runs; repeat the call. */
  | { readonly kind: 'running' }
  | ProposalRefused;

export function refuseProposal(reason: ProposalRefusalReason, message: string): ProposalRefused {
  return { kind: 'refused', reason, message };
}

export const notFound = refuseProposal('not-found', 'There is no such proposal among those you may read.');
