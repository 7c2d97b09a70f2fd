import type { Cell } from '../data-sets/cell.ts';
import { isRegionDimension } from '../data-sets/manifest.ts';
import type { Problems } from '../data-sets/problem.ts';
import { isolatedCodes } from './isolated-cells.ts';
import type { ReleaseContext } from './release.ts';
import { childrenOf, type PartsOfTotals } from './sum-relation.ts';
import { undeclaredSum } from './undeclared-sums.ts';

/** Whole periods are searched up to this number of cells, because of memory. */
const sampledCells = 200_000;
const remedy = 'declare parents or totals, or list the codes in "independent"';

/** Searches the first periods together for undeclared sums. */
export class SumSearch {
  readonly #context: ReleaseContext;
  readonly #totals: readonly PartsOfTotals[];
  readonly #below: readonly PartsOfTotals[];
  readonly #sample: Cell[] = [];

  constructor(context: ReleaseContext, totals: readonly PartsOfTotals[], below: readonly PartsOfTotals[]) {
    this.#context = context;
    this.#totals = totals;
    this.#below = below;
  }

  look(cells: readonly Cell[]): void {
    if (this.#context.manifest.disclosure === undefined || this.#sample.length > sampledCells) return;
    for (const cell of cells) this.#sample.push(cell);
  }

  report(problems: Problems): void {
    const { manifest } = this.#context;
    if (this.#sample.length === 0) return;
    for (const dimension of manifest.dimensions.keys()) this.#reportSums(dimension, problems);
    const isAccountedFor = (dimension: number, code: string) =>
      this.#isIndependent(dimension, code) ||
      this.#below[dimension]?.has(code) === true ||
      [...(this.#below[dimension]?.values() ?? [])].some((parts) => parts.has(code));
    for (const { dimension, code } of isolatedCodes(
      this.#sample,
      manifest.dimensions.length,
      isAccountedFor,
    )) {
      problems.add(
        null,
        manifest.dimensions[dimension]?.column ?? null,
        `could not check ${code} for undeclared sums, because one of its values shares no line with another one: ${remedy}`,
      );
    }
  }

  #reportSums(dimension: number, problems: Problems): void {
    const { manifest, codes, parentOf } = this.#context;
    const { id, column } = manifest.dimensions[dimension] ?? { id: '', column: '' };
    const verdict = undeclaredSum(this.#sample, {
      dimension,
      totals: this.#totals,
      children: childrenOf(codes[dimension] ?? [], (code) => parentOf(dimension, code)),
      below: this.#below[dimension] ?? new Map(),
      roundedTo: manifest.measure.roundedTo ?? null,
      isIndependent: (code) => this.#isIndependent(dimension, code),
    });
    if (verdict.kind === 'found') {
      problems.add(
        null,
        column,
        `${verdict.total} can be computed from ${verdict.parts.slice(0, 20).join(', ')}, which would disclose suppressed values; give these codes a parent, and list the parent in "totals" of ${id}`,
      );
    } else if (verdict.kind === 'unchecked') {
      problems.add(
        null,
        column,
        `could not check ${verdict.codes.slice(0, 20).join(', ')} for undeclared sums: ${remedy} of ${id}`,
      );
    }
  }

  /** Regions of the register are disjoint unless their parents say that one contains the other. */
  #isIndependent(dimension: number, code: string): boolean {
    const described = this.#context.manifest.dimensions[dimension];
    if (described === undefined) return false;
    const { independent } = described;
    if (independent !== undefined) return independent === true || independent.includes(code);
    return isRegionDimension(described) && described.region.nameColumn === undefined;
  }
}
