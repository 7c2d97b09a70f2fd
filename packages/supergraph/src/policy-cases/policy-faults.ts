import { decide, type Principal } from '@civic-graph/policy';
import { readableFields } from '../access-diff/readable-fields.ts';
import { readCases } from './read-cases.ts';

/**
 * Compares a supergraph's decisions with an agency's cases, and finds guarded fields without a case: one line
 * per fault.
 * @param callers that the cases may name
 * @param cases name of the subgraph and text of its `policy.test.graphql`; `null` if that is missing
 * although guarded fields need it
 */
export function policyFaults(
  supergraph: string,
  callers: Readonly<Record<string, Principal>>,
  { agency, text }: { readonly agency: string; readonly text: string | null },
): string[] {
  const { coordinates, schema, policyIndex } = readableFields(supergraph);
  const guards = (coordinate: string) => policyIndex.requirementsOf(...split(coordinate));
  const guarded = new Set(
    [...coordinates].filter(
      (coordinate) =>
        policyIndex.ownersOf(...split(coordinate)).includes(agency) && guards(coordinate).length > 0,
    ),
  );
  const names = Object.keys(callers);
  const all = text === null ? [] : readCases(text, schema, names);
  const cases = all.filter(({ coordinate }) => guarded.has(coordinate));

  const decidedOtherwise = cases.flatMap(({ operation, coordinate, readers }) => {
    const mayRead = new Set(
      Object.entries(callers)
        .filter(([, principal]) => guards(coordinate).every((guard) => decide(guard, principal).allowed))
        .map(([name]) => name),
    );
    return names
      .filter((name) => mayRead.has(name) !== readers.has(name))
      .map((name) => {
        const [is, should] = mayRead.has(name) ? ['may', 'should not'] : ['may not', 'should'];
        return `${agency}, ${operation}: ${name} ${is} read ${coordinate}, and ${should}`;
      });
  });
  // A case that allows everyone, or no one, would hold under any rules.
  const covered = new Set(
    cases
      .filter(({ readers }) => readers.size > 0 && readers.size < names.length)
      .map(({ coordinate }) => coordinate),
  );
  const withoutCase = [...guarded]
    .filter((coordinate) => !covered.has(coordinate))
    .map(
      (coordinate) =>
        `${agency}: ${coordinate} is guarded and has no case in which somebody may read it and somebody may not`,
    );
  return [...decidedOtherwise, ...withoutCase];
}

function split(coordinate: string): [string, string] {
  const dot = coordinate.indexOf('.');
  return [coordinate.slice(0, dot), coordinate.slice(dot + 1)];
}
