import { enumName } from '../enum-names.ts';
import { authorOf } from '../proposal/author.ts';
import { commentProposal } from '../proposal/comment.ts';
import { decideProposal } from '../proposal/decide.ts';
import { type ProposalRefused, refuseProposal } from '../proposal/proposal-outcome.ts';
import { type ProposalDesk, proposeSubgraph } from '../proposal/propose.ts';
import { sourceProblem, textProblem } from '../proposal/texts.ts';
import type { RegistryContext } from './context.ts';
import { checkRunning } from './mutations.ts';
import type { MutationResolvers, ProposalVerdict } from './resolver-types.ts';

type Mutations = MutationResolvers<RegistryContext>;
type ProposalMutations = 'proposeSubgraph' | 'commentProposal' | 'decideProposal';

export function proposalMutations(desk: ProposalDesk): Required<Pick<Mutations, ProposalMutations>> {
  const { db, clock } = desk;
  return {
    async proposeSubgraph(_root, { input }, { principal }) {
      const by = authorOf(principal);
      const { schema, policyCases = null, title, description } = input;
      const problem =
        sourceProblem('schema', schema) ??
        (policyCases === null ? null : sourceProblem('policyCases', policyCases)) ??
        textProblem('title', title, true) ??
        textProblem('description', description, false);
      if (problem !== null) return refused(refuseProposal('input-invalid', problem));
      const outcome = await proposeSubgraph(desk, by, { ...input, policyCases });
      if (outcome.kind === 'running') return checkRunning;
      if (outcome.kind === 'refused') return refused(outcome);
      return { __typename: 'SubgraphProposed', proposal: outcome.proposal };
    },

    async commentProposal(_root, { input: { proposal: id, text } }, { principal }) {
      const by = authorOf(principal);
      const problem = textProblem('comment', text, false);
      if (problem !== null) return refused(refuseProposal('input-invalid', problem));
      const outcome = await commentProposal(db, by, { id, text }, clock());
      return outcome.kind === 'refused'
        ? refused(outcome)
        : { __typename: 'ProposalCommented', comment: outcome.comment };
    },

    async decideProposal(_root, { input: { proposal: id, verdict, reason } }, { principal }) {
      const by = authorOf(principal);
      const problem = textProblem('reason', reason, true);
      if (problem !== null) return refused(refuseProposal('input-invalid', problem));
      const outcome = await decideProposal(db, by, { id, outcome: outcomes[verdict], reason }, clock());
      if (outcome.kind === 'refused') return refused(outcome);
      return { __typename: 'ProposalDecided', proposal: outcome.proposal };
    },
  };
}

const outcomes = { ACCEPT: 'accepted', DECLINE: 'declined', WITHDRAW: 'withdrawn' } as const satisfies Record<
  ProposalVerdict,
  string
>;

function refused({ reason, message }: ProposalRefused) {
  return { __typename: 'ProposalRefused', reason: enumName(reason), message } as const;
}
