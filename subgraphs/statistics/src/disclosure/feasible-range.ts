import highs, { type LegacyHighs } from 'highs';
import type { SensitiveTable } from './sensitive-table.ts';

// Types come from the CommonJS build; Node's import exports the loader itself.
const loadHighs = highs as unknown as typeof highs.default;

/** Range in which a reader can place a suppressed cell. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** The linear programming of disclosure audits, by HiGHS. */
export class DisclosureAuditor {
  static #loading: Promise<DisclosureAuditor> | undefined;
  readonly #solver: LegacyHighs;

  private constructor(solver: LegacyHighs) {
    this.#solver = solver;
  }

  /** Compiled once per process; it keeps no state between programs. */
  static load(): Promise<DisclosureAuditor> {
    DisclosureAuditor.#loading ??= loadHighs().then((solver) => new DisclosureAuditor(solver));
    return DisclosureAuditor.#loading;
  }

  /**
   * Returns the first suppressed cell whose exact feasible range is too narrow, given all published values,
   * all sums and non-negative cells.
   *
   * @param judged cells to check; safe ones are removed, because hiding more keeps them safe
   * @param isTooNarrow judges a known part of the range; a wider one is never too narrow
   */
  firstWithin(
    table: SensitiveTable,
    judged: Set<number>,
    isTooNarrow: (cell: number, range: Range) => boolean,
  ): number | undefined {
    const cells = [...table.suppressed].filter((cell) => table.relationsOf.has(cell));
    // Every solution bounds all cells, so most cells need no program of their own.
    const seen = new Map(cells.map((cell) => [cell, exactly(table.cells[cell]?.value ?? 0)]));
    const constraints = describe(table);
    for (const cell of cells) {
      if (!judged.has(cell)) continue;
      for (const direction of ['Maximize', 'Minimize'] as const) {
        if (!isTooNarrow(cell, seen.get(cell) ?? exactly(0))) break;
        const found = this.#extreme(`${direction}\n x${cell}\n${constraints}`);
        if (found === 'unbounded') {
          seen.set(cell, { low: 0, high: Number.POSITIVE_INFINITY });
          break;
        }
        for (const [other, { low, high }] of seen) {
          const value = found[`x${other}`]?.Primal ?? low;
          seen.set(other, { low: Math.min(low, value), high: Math.max(high, value) });
        }
      }
      if (isTooNarrow(cell, seen.get(cell) ?? exactly(0))) return cell;
      judged.delete(cell);
    }
    return undefined;
  }

  #extreme(program: string): Readonly<Record<string, { readonly Primal?: number }>> | 'unbounded' {
    const { Status, Columns } = this.#solver.solve(program);
    if (Status === 'Optimal') return Columns;
    if (Status === 'Unbounded' || Status === 'Primal infeasible or unbounded') return 'unbounded';
    // The true values satisfy every constraint, so no other status is possible.
    throw new Error(`disclosure audit failed: ${Status}`);
  }
}

/**
 * The sums as constraints in CPLEX LP format, which takes variables to be at least 0. The right sides come
 * from the true values rather than the published ones, which may be rounded and then contradict each other.
 */
function describe({ cells, relations, suppressed }: SensitiveTable): string {
  const lines = relations.flatMap(({ total, parts }) => {
    const hidden = parts.filter((part) => suppressed.has(part));
    const sum = hidden.reduce((all, part) => all + (cells[part]?.value ?? 0), 0);
    const terms = hidden.map((part) => `+ x${part}`);
    if (!suppressed.has(total)) return terms.length === 0 ? [] : [`${terms.join(' ')} = ${sum}`];
    return [`${terms.join(' ')} - x${total} = ${sum - (cells[total]?.value ?? 0)}`];
  });
  const related = new Set(relations.flatMap(({ total, parts }) => [total, ...parts]));
  const free = [...suppressed].filter((cell) => related.has(cell) && (cells[cell]?.value ?? 0) < 0);
  const bounds = free.length === 0 ? '' : `Bounds\n ${free.map((cell) => `x${cell} free`).join('\n ')}\n`;
  return `Subject To\n ${lines.join('\n ')}\n${bounds}End`;
}

function exactly(value: number): Range {
  return { low: value, high: value };
}
