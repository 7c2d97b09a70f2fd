import { type ContractFilter, contractChanges } from '@civic-graph/supergraph/contracts';
import type { FilteredSchema } from '../contract/contract-content.ts';
import { filterSchema } from '../contract/filter-schema.ts';
import { nowhere, type Problem, type ReleaseCause, severityFor } from './check-report.ts';
import type { CheckedContract } from './checked-contracts.ts';

/** A contract in force, when a release is checked. */
export interface ContractToCheck extends ContractFilter {
  readonly name: string;
  /** Number of its revision. */
  readonly revision: string;
  /** Its schema for the supergraph in force. */
  readonly before: FilteredSchema;
}

interface ContractsCheck {
  /** SDL in force; `null` before the first publish. */
  readonly inForce: string | null;
  /** SDL with the release. */
  readonly after: string;
  readonly cause: ReleaseCause;
}

/** Breaking changes that a problem names. */
const named = 5;

interface CheckedContracts {
  /** Contracts that cannot be served any more, and breaking changes of the others. */
  readonly problems: readonly Problem[];
  /** The schemas that they were found in. */
  readonly contracts: readonly CheckedContract[];
}

/** What the release does to contracts. */
export async function contractProblems(
  contracts: readonly ContractToCheck[],
  { inForce, after, cause }: ContractsCheck,
): Promise<CheckedContracts> {
  const found: Problem[] = [];
  const checked: CheckedContract[] = [];
  for (const { name, revision, before, ...filter } of contracts) {
    // Filtering takes half a second for each contract.
    const filtered = after === inForce ? before : filterSchema(after, filter);
    checked.push({ revision, filtered });
    const { schema, problem } = filtered;
    if (problem !== null) {
      // A contract that was broken before is not this release's fault.
      const severity = before.problem === null ? severityFor(cause) : 'warning';
      const message = `The contract ${name} could not be served: ${problem.message}. Keep its tags, or ask the platform's admin to change it.`;
      found.push({ ...{ severity, code: problem.code, message, ...nowhere }, fixedBy: null });
    } else if (before.schema !== null && before.schema !== schema) {
      const changes = await contractChanges(before.schema, schema);
      if (changes.length > 0) found.push(breaking(name, changes));
    }
  }
  return { problems: found, contracts: checked };
}

function breaking(name: string, changes: readonly string[]): Problem {
  const more = changes.length - named;
  const listed = [...changes.slice(0, named), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
  return {
    ...{ severity: 'warning', code: 'CONTRACT_BREAKING_CHANGE', ...nowhere, fixedBy: null },
    message: `For clients of the contract ${name}: ${listed}.`,
  };
}
