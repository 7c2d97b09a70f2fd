import { decide, type Principal } from '@civic-graph/policy';
import { readableFields } from '../access-diff/readable-fields.ts';
import { readCases } from './read-cases.ts';

/**
 * What a supergraph decides otherwise than an agency's cases say, and which of its guarded fields have no
 * case: one line each, none where all is as it should be.
 *
 * @param callers whom the cases may name
 * @param cases of which subgraph, and what its `policy.test.graphql` says; `null` where it has none, which it
 *   needs for guarded fields
 */
export function policyFaults(
  supergraph: string,
  callers: Readonly<Record<string, Principal>>,
  { agency, text }: { readonly agency: string; readonly text: string | null },
): string[] {
  const { coordinates, schema, policyIndex } = readableFields(supergraph);
  const guards = (coordinate: string) => policyIndex.requirementsOf(...split(coordinate));
  const guarded = [...coordinates].filter(
    (coordinate) =>
      policyIndex.ownersOf(...split(coordinate)).includes(agency) && guards(coordinate).length > 0,
  );
  const names = Object.keys(callers);
  const all = text === null ? [] : readCases(text, schema, names);
  const cases = all.filter(({ coordinate }) => guarded.includes(coordinate));

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
  // A case in which everybody may, or nobody, would hold under rules of any kind.
  const covered = new Set(
    cases
      .filter(({ readers }) => readers.size > 0 && readers.size < names.length)
      .map(({ coordinate }) => coordinate),
  );
  const withoutCase = guarded
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
