import type { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { type Resident, type ResidentColumn, readResident, residentColumns } from './read-resident.ts';

/** A row of the file, numbered from 1 after the header, with a person or what is wrong. */
export type ResidentRow =
  | { readonly row: number; readonly resident: Resident }
  | { readonly row: number; readonly problem: string };

/** The file cannot be read as a list of residents from this row on. */
export class UnreadableResidents extends Error {
  override readonly name = 'UnreadableResidents';
}

/** A record that is longer has an unclosed quote. */
const longestRecord = 10_000;

/**
 * Reads a CSV file (RFC 4180, UTF-8) with a header as a stream, in constant memory.
 *
 * @throws UnreadableResidents if the header is wrong, or at a row after which the next cannot be found
 */
export async function* readResidentRows(file: Readable): AsyncGenerator<ResidentRow> {
  const records = file.pipe(
    parse({ bom: true, relax_column_count: true, skip_empty_lines: true, max_record_size: longestRecord }),
  );
  file.on('error', (error) => records.destroy(error));
  let columns: readonly ResidentColumn[] | undefined;
  let row = 0;
  try {
    for await (const record of records as AsyncIterable<readonly string[]>) {
      if (columns === undefined) {
        columns = columnsOf(record);
        continue;
      }
      row += 1;
      yield rowOf(row, record, columns);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UnreadableResidents(`row ${row + 1}: this is not CSV (${error.code})`);
  }
  if (columns === undefined) throw new UnreadableResidents('the file is empty');
}

function columnsOf(header: readonly string[]): readonly ResidentColumn[] {
  const known: ReadonlySet<string> = new Set(residentColumns);
  const named = header.map((name) => name.trim());
  const unknown = named.find((name, at) => !known.has(name) || named.indexOf(name) !== at);
  if (unknown !== undefined || !named.includes('id_number')) {
    const columns = residentColumns.join(', ');
    throw new UnreadableResidents(
      `the header must name id_number, and each of these columns at most once: ${columns}`,
    );
  }
  return named as ResidentColumn[];
}

function rowOf(row: number, record: readonly string[], columns: readonly ResidentColumn[]): ResidentRow {
  if (record.length !== columns.length) {
    return { row, problem: `the row has ${record.length} cells, the header ${columns.length}` };
  }
  return { row, ...readResident(new Map(columns.map((column, at) => [column, (record[at] ?? '').trim()]))) };
}
