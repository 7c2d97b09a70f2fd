import type { Cell } from '../data-sets/cell.ts';
import { type Manifest, regionPosition } from '../data-sets/manifest.ts';
import { type Checked, Problems, refused } from '../data-sets/problem.ts';
import type { ConfStatus, ObsStatus } from '../observations/obs-status.ts';
import { checkTotals } from './check-totals.ts';
import { partsOfTotals, sumRelations } from './sum-relation.ts';
import { suppressedCells } from './suppress.ts';

/** What may be published of a cell. A suppressed value is not in it, and so in nothing that is built from it. */
export interface ReleasedObservation {
  /** Empty where the data set is not about regions. */
  readonly region: string;
  readonly key: readonly string[];
  readonly period: string;
  readonly value: number | null;
  readonly obsStatus: ObsStatus;
  readonly confStatus: ConfStatus;
}

/**
 * Disclosure control, before anything is released.
 *
 * @param parentOf the parent of a code in the hierarchy of a dimension
 */
export async function release(
  cells: readonly Cell[],
  manifest: Manifest,
  file: string,
  parentOf: (dimension: number, code: string) => string | null,
): Promise<Checked<readonly ReleasedObservation[]>> {
  const { disclosure, measure } = manifest;
  const problems = new Problems(file);
  const relations = sumRelations(cells, partsOfTotals(manifest, cells, parentOf));
  checkTotals(cells, relations, measure.column, measure.roundedTo ?? null, problems);
  if (!problems.none) return refused(problems);
  const hidden =
    disclosure === undefined
      ? new Set<number>()
      : await suppressedCells(cells, relations, disclosure.threshold);
  const region = regionPosition(manifest);
  const value = cells.map((cell, position) => released(cell, cell.key[region] ?? '', hidden.has(position)));
  return { ok: true, value };
}

function released(cell: Cell, region: string, suppressed: boolean): ReleasedObservation {
  const { key, period } = cell;
  return suppressed
    ? { region, key, period, value: null, obsStatus: 'Q', confStatus: 'C' }
    : { region, key, period, value: cell.value, obsStatus: cell.obsStatus, confStatus: 'F' };
}
