import type { Cell } from '../data-sets/cell.ts';
import type { CellColumns } from '../data-sets/cell-columns.ts';
import type { Manifest } from '../data-sets/manifest.ts';
import type { PeriodsRead } from '../data-sets/period-list.ts';
import { type Checked, Problems, refused } from '../data-sets/problem.ts';
import { ranksOf } from '../data-sets/sort-rows.ts';
import { checkTotals } from './check-totals.ts';
import { rowsByPeriod } from './rows-by-period.ts';
import { secretDraw } from './secret-draw.ts';
import type { Protection } from './sensitive-table.ts';
import {
  childrenOf,
  codesBelow,
  type PartsOfTotals,
  partsOfTotals,
  type SumRelation,
} from './sum-relation.ts';
import { SumSearch } from './sum-search.ts';
import { ProtectionError, suppressedCells } from './suppress.ts';
import { CoverError, sumRelations } from './total-cover.ts';

/** Maximum cells of one period, which are objects during protection: they take up to a gigabyte. */
const maximumCellsOfPeriod = 1_000_000;

/** Inputs of disclosure control besides the cells. */
export interface ReleaseContext {
  readonly manifest: Manifest;
  readonly file: string;
  /** The codes of each dimension, by their numbers in the cells. */
  readonly codes: readonly (readonly string[])[];
  readonly periods: PeriodsRead;
  /** The parent of a code in the hierarchy of a dimension. */
  readonly parentOf: (dimension: number, code: string) => string | null;
  /** Secret key that selects the cells to suppress. */
  readonly disclosureKey: Uint8Array;
}

/**
 * Applies disclosure control before release.
 *
 * @param progress receives the number of protected rows
 * @returns 1 for each row that must not be published
 */
export async function hiddenRows(
  columns: CellColumns,
  context: ReleaseContext,
  progress: (rows: number) => void,
): Promise<Checked<Uint8Array>> {
  const { manifest, codes, parentOf } = context;
  const hidden = new Uint8Array(columns.size);
  const totals = partsOfTotals(manifest, codes, parentOf);
  if (manifest.disclosure === undefined && totals.every(({ size }) => size === 0)) {
    return { ok: true, value: hidden };
  }
  const problems = new Problems(context.file);
  const below = totals.map((parts, dimension) =>
    codesBelow(
      parts,
      childrenOf(codes[dimension] ?? [], (code) => parentOf(dimension, code)),
    ),
  );
  const sums = new SumSearch(context, totals, below);
  let done = 0;
  const rankOf = codes.map(ranksOf);
  for (const rows of rowsByPeriod(columns, context.periods.ranks)) {
    if (rows.length > maximumCellsOfPeriod) {
      problems.add(
        columns.lines[rows[0] ?? 0] ?? null,
        null,
        `more than ${maximumCellsOfPeriod} values of one period, with totals or disclosure control; publish less detail, or split the data set`,
      );
      return refused(problems);
    }
    // Sort order of cells as the last tie-breaker, independent of the file.
    rows.sort((one, other) => compareRows(columns, rankOf, one, other));
    const cells = cellsOf(columns, rows, context);
    const relations = relationsOf(cells, totals, below, context, problems);
    checkTotals(cells, relations, manifest.measure.column, manifest.measure.roundedTo ?? null, problems);
    sums.look(cells);
    if (problems.none && manifest.disclosure !== undefined) {
      try {
        for (const cell of await suppressedCells(
          cells,
          relations,
          protectionOf(context, manifest.disclosure),
        )) {
          hidden[rows[cell] ?? 0] = 1;
        }
      } catch (error) {
        if (!(error instanceof ProtectionError)) throw error;
        problems.add(columns.lines[rows[0] ?? 0] ?? null, null, error.message);
      }
    }
    done += rows.length;
    progress(done);
  }
  sums.report(problems);
  return problems.none ? { ok: true, value: hidden } : refused(problems);
}

function relationsOf(
  cells: readonly Cell[],
  totals: readonly PartsOfTotals[],
  below: readonly PartsOfTotals[],
  { manifest }: ReleaseContext,
  problems: Problems,
): readonly SumRelation[] {
  try {
    return sumRelations(cells, totals, below, manifest.disclosure !== undefined);
  } catch (error) {
    if (!(error instanceof CoverError)) throw error;
    problems.add(null, null, `${manifest.id}, period ${cells[0]?.period}: ${error.message}`);
    return [];
  }
}

function compareRows(
  { codes }: CellColumns,
  rankOf: readonly Uint32Array[],
  one: number,
  other: number,
): number {
  for (const [dimension, column] of codes.entries()) {
    const ranks = rankOf[dimension];
    const difference = (ranks?.[column[one] ?? 0] ?? 0) - (ranks?.[column[other] ?? 0] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function cellsOf(columns: CellColumns, rows: Uint32Array, { periods, codes }: ReleaseContext): Cell[] {
  const period = periods.timeline.text(periods.numbers[columns.periods[rows[0] ?? 0] ?? 0] ?? 0);
  const textOf = (dimension: number, code: number) => codes[dimension]?.[code] ?? '';
  return Array.from(rows, (row) => columns.cell(row, period, textOf));
}

function protectionOf(
  { disclosureKey }: ReleaseContext,
  { threshold, minimumWidth }: NonNullable<Manifest['disclosure']>,
): Protection {
  return { threshold, minimumWidth, drawOf: secretDraw(disclosureKey) };
}
