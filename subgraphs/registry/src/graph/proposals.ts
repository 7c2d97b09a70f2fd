import { connectionFromPage, parseConnectionArguments } from '@civic-graph/subgraph-kit';
import { withoutUsers } from '../check/without-users.ts';
import type { Db } from '../database/database.ts';
import { enumName } from '../enum-names.ts';
import { type Author, authorOf } from '../proposal/author.ts';
import { findProposal, listProposals, type ProposalState } from '../proposal/find-proposals.ts';
import { reportChanges, storable } from './changelog.ts';
import type { RegistryContext } from './context.ts';
import { numberPosition } from './positions.ts';
import type {
  ProposalCheckResolvers,
  ProposalCommentResolvers,
  ProposalDecisionResolvers,
  ProposalResolvers,
  QueryResolvers,
} from './resolver-types.ts';

type Queries = QueryResolvers<RegistryContext>;

/** A proposal is only reached from here, where it is decided who reads it. */
export function proposalQueries(db: Db): Required<Pick<Queries, 'proposals' | 'proposal'>> {
  return {
    async proposals(_root, { subgraph = null, state = null, ...args }, { principal }) {
      const page = parseConnectionArguments(args);
      const rows = await listProposals(db, authorOf(principal), {
        subgraph: storable(subgraph),
        state: (state?.toLowerCase() ?? null) as ProposalState | null,
        ...{ before: numberPosition(page.after), limit: page.first + 1 },
      });
      return connectionFromPage(rows, page, ({ number }) => [number]);
    },
    proposal: (_root, { id }, { principal }) => findProposal(db, id, authorOf(principal)),
  };
}

const idOf = (agency: string | null) => (agency === null ? null : { id: agency });

export const proposalResolvers: ProposalResolvers<RegistryContext> = {
  agency: ({ agency }) => ({ id: agency }),
  async schema({ release }, _args, { loaders }) {
    return (await loaders.texts.load(release))?.schema ?? '';
  },
  async policyCases({ release }, _args, { loaders }) {
    return (await loaders.texts.load(release))?.policy_cases ?? null;
  },
  state: ({ decision }) => enumName(decision?.outcome ?? 'open'),
  proposedAt: ({ proposedAt }) => proposedAt.toISOString(),
  authorRole: ({ authorKind }) => enumName(authorKind),
  authorAgency: ({ authorAgency }) => idOf(authorAgency),
  check: ({ checkId }, _args, { loaders }) => loaders.checks.load(checkId),
  published: ({ release }, _args, { loaders }) => loaders.releases.load(release),
  async comments({ number }, args, { loaders }) {
    const page = parseConnectionArguments(args);
    const after = numberPosition(page.after);
    const rows = await loaders.commentPages.load({ proposal: number, after, size: page.first + 1 });
    return connectionFromPage(rows, page, (comment) => [comment.number]);
  },
};

function maySeeUsers(reader: Author, agency: string): boolean {
  return reader.kind === 'admin' || (reader.kind === 'official' && reader.agency === agency);
}

export const proposalCheckResolvers: ProposalCheckResolvers<RegistryContext> = {
  checkedAt: ({ checkedAt }) => checkedAt.toISOString(),
  // The author of a proposal, unlike who publishes, may be of another agency, or of none.
  problems: ({ agency, report }, _args, { principal }) =>
    maySeeUsers(authorOf(principal), agency) ? report.problems : withoutUsers(report.problems, agency),
  changes: reportChanges,
};

export const proposalDecisionResolvers: ProposalDecisionResolvers<RegistryContext> = {
  outcome: ({ outcome }) => enumName(outcome),
  decidedAt: ({ decidedAt }) => decidedAt.toISOString(),
  decidedByRole: ({ kind }) => enumName(kind),
  decidedBy: ({ subject }) => subject,
};

export const proposalCommentResolvers: ProposalCommentResolvers<RegistryContext> = {
  id: ({ number }) => number,
  writtenAt: ({ written_at }) => written_at.toISOString(),
  authorRole: ({ author_kind }) => enumName(author_kind),
  authorAgency: ({ author_agency }) => idOf(author_agency),
};
