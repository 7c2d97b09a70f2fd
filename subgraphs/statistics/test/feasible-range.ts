import highs from 'highs';
import type { SumRelation } from '../src/disclosure/sum-relation.ts';

// The types are those of the CommonJS build; what Node imports exports the loader itself.
const loadHighs = highs as unknown as typeof highs.default;

/**
 * Between which values a reader places each suppressed cell: by linear programming over everything published, the sums,
 * and that no value is below 0. It shares no code with what it attacks.
 *
 * @param published the value of each cell; null where it is suppressed
 */
export async function feasibleRanges(
  published: readonly (number | null)[],
  sums: readonly Pick<SumRelation, 'total' | 'parts'>[],
): Promise<ReadonlyMap<number, { readonly low: number; readonly high: number }>> {
  const solver = await loadHighs();
  const constraints = sums.flatMap(({ total, parts }) => {
    const signed = [...parts.map((part) => ({ cell: part, sign: 1 })), { cell: total, sign: -1 }];
    const terms = signed.filter(({ cell }) => published[cell] === null);
    if (terms.length === 0) return [];
    const known = signed.reduce((sum, { cell, sign }) => sum + sign * (published[cell] ?? 0), 0);
    return [`${terms.map(({ cell, sign }) => `${sign < 0 ? '-' : '+'} x${cell}`).join(' ')} = ${-known}`];
  });
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
