import { CellColumns } from './cell-columns.ts';
import { type Columns, findColumns } from './columns.ts';
import { Deletions } from './deletions.ts';
import { type Manifest, regionPosition } from './manifest.ts';
import type { PeriodsRead } from './period-list.ts';
import { type Checked, Problems, refused } from './problem.ts';
import type { ReadRequest } from './read-data-set.ts';
import { type OpenContent, readRecords } from './read-records.ts';
import { RowReader } from './row-reader.ts';
import { SdmxRows } from './sdmx-rows.ts';
import { findDuplicates, sortRows } from './sort-rows.ts';

/** More rows would take more than a gigabyte of memory during the checks. */
const maximumRows = 30_000_000;

export interface CellsRead {
  readonly cells: CellColumns;
  /** The rows in the order of the engine. */
  readonly order: Uint32Array;
  /** The codes of each dimension, by their numbers in the cells. */
  readonly codes: readonly (readonly string[])[];
  readonly periods: PeriodsRead;
  /** Regions that are in no register, with the names that the data set gives them. */
  readonly areas: ReadonlyMap<string, string>;
}

/** The rows of a file, checked one by one. */
interface RowsRead {
  readonly cells: CellColumns;
  readonly reader: RowReader;
  readonly problems: Problems;
}

/** What to read, and what its rows are checked against. */
type RowsRequest = Pick<ReadRequest, 'file' | 'manifest' | 'register' | 'readAt'>;

/**
 * Reads the rows of a data set in chunks, and checks each against its manifest.
 *
 * @param progress receives the number of rows read
 * @returns the cells, or all problems of the file
 */
export async function readCells(
  open: OpenContent,
  request: RowsRequest,
  progress: (rows: number) => void,
): Promise<Checked<CellsRead>> {
  const { manifest } = request;
  const deletions = new Deletions(manifest);
  const readOnce = () => readRows(open, request, deletions, progress);
  let read = await readOnce();
  if (read.ok && deletions.count > 0) {
    deletions.areKnown = true;
    read = await readOnce();
  }
  if (!read.ok) return read;
  const { cells, reader, problems } = read.value;
  if (cells.size === 0) {
    problems.add(null, null, 'deletes all of its observations; a file is a whole release, so keep some');
    return refused(problems);
  }
  const { areas } = reader;
  const codes = reader.codes.map((numbers) => [...numbers.keys()]);
  const periods = reader.periods.finish();
  const order = sortRows(cells, codes, periods.ranks, regionPosition(manifest));
  findDuplicates(cells, order, (row, earlier) =>
    problems.add(
      cells.lines[row] ?? null,
      null,
      `same dimensions and period as line ${cells.lines[earlier]}`,
    ),
  );
  if (!problems.none) return refused(problems);
  return { ok: true, value: { cells, order, areas, codes, periods } };
}

async function readRows(
  open: OpenContent,
  { file, manifest, register, readAt }: RowsRequest,
  deletions: Deletions,
  progress: (rows: number) => void,
): Promise<Checked<RowsRead>> {
  const problems = new Problems(file);
  const cells = new CellColumns(manifest.dimensions.length);
  const readerOf = (columns: Columns) => {
    const sdmx = new SdmxRows(manifest, columns, readAt, problems);
    return new RowReader(manifest, columns, register, cells, deletions, sdmx, problems);
  };
  const rows = new Rows(manifest, problems, readerOf);
  const unreadable = await readRecords(
    open,
    manifest,
    (fields, line) => rows.add(fields, line),
    () => {
      progress(rows.count);
      return rows.count <= maximumRows;
    },
  );
  if (unreadable !== null) {
    problems.add(unreadable.line, null, unreadable.problem);
    return refused(problems);
  }
  if (rows.count > maximumRows) {
    problems.add(null, null, `more than ${maximumRows} rows; split it by period into several data sets`);
    return refused(problems);
  }
  rows.finish();
  if (!problems.none || rows.reader === undefined) return refused(problems);
  return { ok: true, value: { cells, reader: rows.reader, problems } };
}

/** The first record is the header; the others are rows. */
class Rows {
  reader: RowReader | undefined;
  count = 0;
  #width = 0;
  readonly #manifest: Manifest;
  readonly #problems: Problems;
  readonly #readerOf: (columns: Columns) => RowReader;

  constructor(manifest: Manifest, problems: Problems, readerOf: (columns: Columns) => RowReader) {
    this.#manifest = manifest;
    this.#problems = problems;
    this.#readerOf = readerOf;
  }

  add(fields: readonly string[], line: number): void {
    if (this.#width === 0) {
      this.#width = fields.length;
      const columns = findColumns(
        fields.map((field) => field.trim()),
        this.#manifest,
        this.#problems,
      );
      if (this.#problems.none) this.reader = this.#readerOf(columns);
      return;
    }
    this.count += 1;
    if (fields.length === this.#width) this.reader?.read(line, fields);
    else this.#problems.add(line, null, `${fields.length} fields; the header has ${this.#width}`);
  }

  finish(): void {
    if (this.#width === 0) this.#problems.add(1, null, 'the file is empty; it needs a header');
    else if (this.count === 0) this.#problems.add(1, null, 'no rows after the header');
  }
}
