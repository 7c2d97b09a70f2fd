import type { Resources } from '@civic-graph/subgraph-kit';
import type {
  ProposalCommentModel,
  ProposalDecisionModel,
  ProposalModel,
  RolloutModel,
  SchemaCheckModel,
  SchemaVersionModel,
} from './mappers.ts';

/** Owners of objects for the policy `owner`. A rollout that the admin started belongs to no agency. */
export const resources = {
  SchemaVersion: ({ agency }: SchemaVersionModel) => ({ agency }),
  SchemaCheck: ({ agency }: SchemaCheckModel) => ({ agency }),
  // Who has written belongs to the author's side, not to the agency that decides.
  Proposal: ({ authorAgency, authorDeveloper }: ProposalModel) => belongsTo(authorAgency, authorDeveloper),
  ProposalComment: ({ author_agency, author_developer }: ProposalCommentModel) =>
    belongsTo(author_agency, author_developer),
  ProposalDecision: ({ agency }: ProposalDecisionModel) => belongsTo(agency, null),
  Rollout: ({ agency }: RolloutModel) => (agency === null ? {} : { agency }),
} satisfies Resources;

function belongsTo(agency: string | null, developer: string | null) {
  return { ...(agency !== null && { agency }), ...(developer !== null && { developer }) };
}
