import { type ContractFilter, contractChanges } from '@civic-graph/supergraph/contracts';
import type { FilteredSchema } from '../contract/contract-content.ts';
import { filterSchema } from '../contract/filter-schema.ts';
import { nowhere, type Problem, type ReleaseCause, severityFor } from './check-report.ts';

/** A contract in force, when a release is checked. */
export interface ContractToCheck extends ContractFilter {
  readonly name: string;
  /** Its schema for the supergraph in force. */
  readonly before: FilteredSchema;
}

/** Breaking changes that a problem names. */
const named = 5;

/** What the release does to contracts: those that cannot be served any more, and their breaking changes. */
export async function contractProblems(
  contracts: readonly ContractToCheck[],
  after: string,
  cause: ReleaseCause,
): Promise<Problem[]> {
  const found: Problem[] = [];
  for (const { name, before, ...filter } of contracts) {
    const { schema, problem } = filterSchema(after, filter);
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
  return found;
}

function breaking(name: string, changes: readonly string[]): Problem {
  const more = changes.length - named;
  const listed = [...changes.slice(0, named), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
  return {
    ...{ severity: 'warning', code: 'CONTRACT_BREAKING_CHANGE', ...nowhere, fixedBy: null },
    message: `For clients of the contract ${name}: ${listed}.`,
  };
}
