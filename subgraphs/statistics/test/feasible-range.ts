import highs from 'highs';
import type { SumRelation } from '../src/disclosure/sum-relation.ts';

// Types come from the CommonJS build; Node's import exports the loader itself.
const loadHighs = highs as unknown as typeof highs.default;
let loaded: ReturnType<typeof loadHighs> | undefined;

/** Compiled once, because that takes longer than solving a linear program. */
function loadSolver(): ReturnType<typeof loadHighs> {
  loaded ??= loadHighs();
  return loaded;
}

/**
 * Feasible range of each suppressed cell, by linear programming over all published values, sums and
 * non-negativity. Shares no code with the implementation.
 *
 * @param published value of each cell; null if suppressed
 */
export async function feasibleRanges(
  published: readonly (number | null)[],
  sums: readonly Pick<SumRelation, 'total' | 'parts'>[],
): Promise<ReadonlyMap<number, { readonly low: number; readonly high: number }>> {
  const solver = await loadSolver();
  const constraints = describe(published, sums);
  const bound = (direction: 'Minimize' | 'Maximize', cell: number) => {
    const { Status, ObjectiveValue } = solver.solve(
      `${direction}\n x${cell}\nSubject To\n ${constraints.join('\n ')}\nEnd`,
    );
    if (Status === 'Optimal') return ObjectiveValue;
    return direction === 'Minimize' ? 0 : Number.POSITIVE_INFINITY;
  };
  const hidden = published.flatMap((value, cell) => (value === null ? [cell] : []));
  return new Map(
    hidden.map((cell) => [cell, { low: bound('Minimize', cell), high: bound('Maximize', cell) }]),
  );
}

/**
 * One assignment of the suppressed cells that agrees with all published values and with `fixed`, if one
 * exists.
 */
export async function solution(
  published: readonly (number | null)[],
  sums: readonly Pick<SumRelation, 'total' | 'parts'>[],
  fixed: ReadonlyMap<number, number>,
): Promise<ReadonlyMap<number, number> | undefined> {
  const solver = await loadSolver();
  const [[first = 0] = []] = fixed;
  const constraints = [
    ...describe(published, sums),
    ...[...fixed].map(([cell, value]) => `+ x${cell} = ${value}`),
  ];
  const { Status, Columns } = solver.solve(
    `Minimize\n x${first}\nSubject To\n ${constraints.join('\n ')}\nEnd`,
  );
  if (Status !== 'Optimal') return undefined;
  const values = Object.entries(Columns).map(([name, { Primal }]): [number, number] => [
    Number(name.slice(1)),
    Math.round(Number(Primal)),
  ]);
  return new Map(values);
}

function describe(
  published: readonly (number | null)[],
  sums: readonly Pick<SumRelation, 'total' | 'parts'>[],
): string[] {
  return sums.flatMap(({ total, parts }) => {
    const signed = [...parts.map((part) => ({ cell: part, sign: 1 })), { cell: total, sign: -1 }];
    const terms = signed.filter(({ cell }) => published[cell] === null);
    if (terms.length === 0) return [];
    const known = signed.reduce((sum, { cell, sign }) => sum + sign * (published[cell] ?? 0), 0);
    return [`${terms.map(({ cell, sign }) => `${sign < 0 ? '-' : '+'} x${cell}`).join(' ')} = ${-known}`];
  });
}
