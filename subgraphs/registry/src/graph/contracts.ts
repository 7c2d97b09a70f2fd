import { PublicError } from '@civic-graph/errors';
import { connectionFromPage, parseConnectionArguments } from '@civic-graph/subgraph-kit';
import { type ContractDesk, type ContractOrder, changeContract } from '../contract/change-contract.ts';
import type { FilteredSchema } from '../contract/contract-content.ts';
import { type ContractOutcome, type ContractRefused, refuseContract } from '../contract/contract-outcome.ts';
import { currentContracts, findContract } from '../contract/find-contracts.ts';
import type { ContractRevisionRow } from '../database/database.ts';
import { enumName } from '../enum-names.ts';
import { textProblem } from '../proposal/texts.ts';
import { officialOf } from '../publish/official.ts';
import { lastRollout } from '../rollout/find-rollout.ts';
import { storable } from './changelog.ts';
import type { RegistryContext } from './context.ts';
import { checkRunning } from './mutations.ts';
import { numberPosition } from './positions.ts';
import type {
  ContractResolvers,
  ContractRevisionResolvers,
  CreateContractInput,
  MutationResolvers,
  QueryResolvers,
} from './resolver-types.ts';

type Queries = QueryResolvers<RegistryContext>;
type Mutations = MutationResolvers<RegistryContext>;
type ContractMutations = 'createContract' | 'updateContract' | 'deleteContract';

export function contractQueries({ db }: ContractDesk): Required<Pick<Queries, 'contracts' | 'contract'>> {
  return {
    contracts: () => currentContracts(db),
    contract: (_root, { name }) => findContract(db, storable(name) ?? ''),
  };
}

export function contractMutations(desk: ContractDesk): Required<Pick<Mutations, ContractMutations>> {
  return {
    async createContract(_root, { input }, { principal }) {
      return saved(await change('create', input, adminOf(principal)));
    },
    async updateContract(_root, { input }, { principal }) {
      return saved(await change('update', input, adminOf(principal)));
    },
    async deleteContract(_root, { input }, { principal }) {
      const subject = adminOf(principal);
      const outcome = await change('delete', input, subject);
      if (outcome.kind === 'refused') return refused(outcome);
      if (outcome.kind === 'running') throw new Error('a contract is deleted without a check');
      return { __typename: 'ContractDeleted', revision: outcome.revision, rollout: outcome.rollout };
    },
  };

  async function change(
    kind: ContractOrder['kind'],
    {
      name,
      includeTags = [],
      excludeTags = [],
      hidesUnreachableTypes = true,
      reason = null,
    }: CreateContractInput,
    subject: string,
  ): Promise<ContractOutcome> {
    const problem = reason === null ? null : textProblem('reason', reason, true);
    if (problem !== null) return refuseContract('input-invalid', problem);
    const content = { name, includeTags, excludeTags, hidesUnreachableTypes };
    return changeContract(desk, { kind, content, subject, reason });
  }
}

/** @throws PublicError FORBIDDEN for anybody but the platform's admin */
function adminOf(principal: RegistryContext['principal']): string {
  const { subject, agency } = officialOf(principal);
  if (agency !== null) throw new PublicError('FORBIDDEN', "contracts are for the platform's admin");
  return subject;
}

function saved(outcome: ContractOutcome) {
  switch (outcome.kind) {
    case 'running':
      return checkRunning;
    case 'refused':
      return refused(outcome);
    case 'changed': {
      const { revision, rollout, changed } = outcome;
      return { __typename: 'ContractSaved', contract: revision, rollout, changed } as const;
    }
  }
}

function refused({ reason, message }: ContractRefused) {
  return { __typename: 'ContractRefused', reason: enumName(reason), message } as const;
}

export function contractResolvers({ db, contractSchemas }: ContractDesk): ContractResolvers<RegistryContext> {
  /** Both fields of a contract read the same; a row belongs to one request. */
  const read = new WeakMap<ContractRevisionRow, Promise<FilteredSchema | null>>();
  return {
    path: ({ name }) => `/contracts/${name}/graphql`,
    current: (revision) => revision,
    async revisions({ name }, args, { loaders }) {
      const page = parseConnectionArguments(args);
      const before = numberPosition(page.after);
      const rows = await loaders.revisionPages.load({ contract: name, size: page.first + 1, before });
      return connectionFromPage(rows, page, ({ number }) => [number]);
    },
    async schema(revision) {
      return (await filtered(revision))?.schema ?? null;
    },
    async problem(revision) {
      return (await filtered(revision))?.problem?.message ?? null;
    },
  };

  function filtered(revision: ContractRevisionRow): Promise<FilteredSchema | null> {
    const known = read.get(revision) ?? readFiltered(revision);
    read.set(revision, known);
    return known;
  }

  async function readFiltered(revision: ContractRevisionRow): Promise<FilteredSchema | null> {
    const head = await lastRollout(db);
    return head === null ? null : contractSchemas.patiently(head.supergraph, revision);
  }
}

export const contractRevisionResolvers: ContractRevisionResolvers<RegistryContext> = {
  deleted: ({ is_deleted }) => is_deleted,
  includeTags: ({ include_tags }) => include_tags,
  excludeTags: ({ exclude_tags }) => exclude_tags,
  hidesUnreachableTypes: ({ hides_unreachable_types }) => hides_unreachable_types,
  changedAt: ({ changed_at }) => changed_at.toISOString(),
  changedBy: ({ subject }) => subject,
};
