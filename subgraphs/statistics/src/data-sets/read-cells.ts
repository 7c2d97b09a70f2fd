import type { Region } from '../regions/region.ts';
import type { Cell } from './cell.ts';
import { parseCsv } from './csv-table.ts';
import { isRegionDimension, type Manifest } from './manifest.ts';
import { type Checked, Problems, refused } from './problem.ts';
import { RowReader } from './row-reader.ts';

export interface CellsRead {
  readonly cells: readonly Cell[];
  /** Regions that no register knows, as the data set names them. */
  readonly areas: ReadonlyMap<string, string>;
}

/**
 * Reads the rows of a data set and checks each against its manifest.
 *
 * @param register the regions that every data set may name
 * @returns the cells, or everything that is wrong with the file
 */
export function readCells(
  content: Buffer,
  file: string,
  manifest: Manifest,
  register: ReadonlyMap<string, Region>,
): Checked<CellsRead> {
  const problems = new Problems(file);
  const table = parseCsv(content, manifest.encoding, problems);
  if (table === undefined) return refused(problems);
  const columns = positions(table.header, manifest, problems);
  if (!problems.none) return refused(problems);

  const reader = new RowReader(manifest, columns, register, problems);
  const cells: Cell[] = [];
  const lineOf = new Map<string, number>();
  for (const { line, fields } of table.rows) {
    if (fields.length !== table.header.length) {
      problems.add(line, null, `${fields.length} fields; the header has ${table.header.length}`);
      continue;
    }
    const cell = reader.read(line, fields);
    if (cell === undefined) continue;
    const identity = JSON.stringify([cell.key, cell.period]);
    const before = lineOf.get(identity);
    if (before !== undefined) problems.add(line, null, `same dimensions and period as line ${before}`);
    lineOf.set(identity, line);
    cells.push(cell);
  }
  if (table.rows.length === 0) problems.add(1, null, 'no rows after the header');
  return problems.none ? { ok: true, value: { cells, areas: reader.areas } } : refused(problems);
}

/** Name of each column that the manifest names -> where it stands in a row. */
function positions(
  header: readonly string[],
  manifest: Manifest,
  problems: Problems,
): ReadonlyMap<string, number> {
  const wanted = [
    ...manifest.dimensions.flatMap((dimension) =>
      isRegionDimension(dimension) ? [dimension.column, dimension.region.nameColumn] : [dimension.column],
    ),
    manifest.time.column,
    manifest.measure.column,
    manifest.obsStatus?.column,
    manifest.disclosure?.unitsColumn,
  ];
  const found = new Map<string, number>();
  for (const column of wanted) {
    if (column === undefined || found.has(column)) continue;
    const position = header.indexOf(column);
    if (position < 0) problems.add(1, column, `no such column; the file has ${header.join(', ')}`);
    if (position !== header.lastIndexOf(column)) problems.add(1, column, 'two columns have this name');
    found.set(column, position);
  }
  return found;
}
