import { PublicError } from '@civic-graph/errors';
import type { ContractRevisionRow, Db, RolloutRow } from '../database/database.ts';
import { lastRollout } from '../rollout/find-rollout.ts';
import { lockRollouts, startRollout } from '../rollout/start-rollout.ts';
import {
  type ContractContent,
  contractProblem,
  type FilteredSchema,
  maxContracts,
} from './contract-content.ts';
import { type ContractOutcome, type ContractRefused, refuseContract } from './contract-outcome.ts';
import { type ContractSchemas, saveSchema } from './contract-schemas.ts';
import { contentOf, currentContracts } from './find-contracts.ts';

export interface ContractDesk {
  readonly db: Db;
  readonly contractSchemas: ContractSchemas;
  readonly clock: () => Date;
}

export interface ContractOrder {
  readonly kind: 'create' | 'update' | 'delete';
  readonly content: ContractContent;
  /** Subject of the admin. */
  readonly subject: string;
  readonly reason: string | null;
}

/** Attempts while others publish. */
const attempts = 3;

/**
 * Creates, changes or deletes a contract and rolls it out: the revision and the rollout that brings it to the
 * gateways are one transaction. Repeating a change does nothing.
 *
 * @throws PublicError SUPERGRAPH_CHANGED if others publish faster than the schema is filtered
 */
export async function changeContract(desk: ContractDesk, order: ContractOrder): Promise<ContractOutcome> {
  const { db, contractSchemas } = desk;
  const { kind, content } = order;
  const problem = kind === 'delete' ? null : contractProblem(content);
  if (problem !== null) return refuseContract('input-invalid', problem);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const head = await lastRollout(db);
    if (head === null) return nothingPublished;
    // First, so that a misspelt name does not wait for a schema.
    const early = refusalOf(await currentContracts(db), order);
    if (early !== null) return early;
    const filtered = kind === 'delete' ? undefined : await contractSchemas.preview(head.supergraph, content);
    if (filtered === null) return { kind: 'running' };
    if (filtered !== undefined && filtered.problem !== null) return notServable(filtered.problem);
    const outcome = await store(desk, order, { head, filtered });
    if (outcome !== null) return outcome;
  }
  throw new PublicError('SUPERGRAPH_CHANGED', undefined, { extensions: { retryAfter: 1 } });
}

/** @returns `null` if another rollout was started since the schema was filtered */
async function store(
  { db, clock }: ContractDesk,
  { kind, content, subject, reason }: ContractOrder,
  { head, filtered }: { readonly head: RolloutRow; readonly filtered: FilteredSchema | undefined },
): Promise<ContractOutcome | null> {
  const now = clock();
  return db.transaction().execute(async (trx): Promise<ContractOutcome | null> => {
    const last = await lockRollouts(trx);
    if (last === null || last.supergraph !== head.supergraph) return null;
    const current = await currentContracts(trx);
    const refusal = refusalOf(current, { kind, content });
    if (refusal !== null) return refusal;
    const known = current.find(({ name }) => name === content.name);
    if (kind === 'update' && known !== undefined && isSame(contentOf(known), content)) {
      return { kind: 'changed', revision: known, rollout: last, changed: false };
    }
    // A canary compares two versions, and a rollout amid it would begin that anew.
    if (last.canary_percent < 100) return canaryInForce;
    const revision = await addRevision(trx, { content, isDeleted: kind === 'delete', subject, reason }, now);
    if (filtered !== undefined) {
      await saveSchema(trx, { supergraph: last.supergraph, revision: revision.number, filtered }, now);
    }
    const by = { subject, agency: null };
    const { supergraph } = last;
    const start = {
      supergraph,
      previous: supergraph,
      canaryPercent: 100,
      cause: 'contract',
      by,
      reason,
    } as const;
    const rollout = await startRollout(trx, last, start, now);
    return { kind: 'changed', revision, rollout, changed: true };
  });
}

/** Adds a revision, which the next rollout brings to the gateways. */
export async function addRevision(
  trx: Db,
  revision: Omit<ContractOrder, 'kind'> & { readonly isDeleted: boolean },
  now: Date,
): Promise<ContractRevisionRow> {
  const { content, isDeleted, subject, reason } = revision;
  return trx
    .insertInto('contract_revision')
    .values({
      name: content.name,
      is_deleted: isDeleted,
      include_tags: [...content.includeTags],
      exclude_tags: [...content.excludeTags],
      hides_unreachable_types: content.hidesUnreachableTypes,
      subject,
      reason,
      changed_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

function refusalOf(
  current: readonly ContractRevisionRow[],
  { kind, content: { name } }: Pick<ContractOrder, 'kind' | 'content'>,
): ContractRefused | null {
  const exists = current.some((contract) => contract.name === name);
  if (kind === 'create' && exists) {
    return refuseContract('name-taken', `There is a contract ${name}; update it, or choose another name.`);
  }
  if (kind === 'create' && current.length >= maxContracts) {
    return refuseContract('too-many', `There are ${maxContracts} contracts; delete one first.`);
  }
  if (kind !== 'create' && !exists) {
    return refuseContract('unknown-contract', `There is no contract ${name}; Query.contracts lists them.`);
  }
  return null;
}

function notServable({ code, message }: NonNullable<FilteredSchema['problem']>): ContractRefused {
  return code === 'CONTRACT_EMPTY'
    ? refuseContract(
        'contract-empty',
        `The contract would be empty: ${message}. Tag fields, or choose other tags.`,
      )
    : refuseContract(
        'contract-invalid',
        `The filter leaves no valid schema: ${message}. Tag what is missing.`,
      );
}

const nothingPublished = refuseContract(
  'nothing-published',
  'No subgraph has been published yet; publish first.',
);
const canaryInForce = refuseContract(
  'canary-in-force',
  'A canary is in force; extend it to all gateways or roll it back first.',
);

function isSame(one: ContractContent, other: ContractContent): boolean {
  const key = ({ includeTags, excludeTags, hidesUnreachableTypes }: ContractContent) =>
    JSON.stringify([[...includeTags].sort(), [...excludeTags].sort(), hidesUnreachableTypes]);
  return key(one) === key(other);
}
