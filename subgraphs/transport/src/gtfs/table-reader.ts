import { pipeline } from 'node:stream/promises';
import { CsvError, type Parser, parse } from 'csv-parse';
import { type Archive, ArchiveError } from '../archive/archive.ts';
import type { LoadReport } from './load-report.ts';
import { Row } from './row.ts';
import { LineError, utf8Lines } from './utf8-lines.ts';

export interface TableShape {
  readonly file: string;
  /** Required columns. */
  readonly columns: readonly string[];
  /** Columns that are required unless an alternative is present. */
  readonly usual?: { readonly columns: readonly string[]; readonly unless: readonly string[] };
}

/**
 * Streams the rows of a CSV file (RFC 4180, as GTFS requires) to `visit`, with the memory of one row and
 * without blocking the event loop.
 *
 * Problems of the file are reported; the rows before them were visited.
 */
export async function readTable(
  archive: Archive,
  shape: TableShape,
  report: LoadReport,
  visit: (row: Row) => void,
): Promise<void> {
  const { file } = shape;
  let row: Row | undefined;
  let usable = true;
  const parser = parse({
    bom: true,
    skip_empty_lines: true,
    // RFC 4180 forbids blanks around quotes, but spreadsheets write them.
    trim: true,
    // Short and long rows are accepted here; a missing value is reported by name later.
    relax_column_count: true,
    max_record_size: 1_000_000,
    on_record: (values: string[], { lines }) => {
      if (row === undefined) {
        row = headerRow(shape, values, report);
        usable = missingColumns(shape, values).length === 0;
      } else if (usable) {
        row.moveTo(values, lines);
        visit(row);
      }
      return null;
    },
  });
  try {
    await pipeline(await archive.open(file), utf8Lines(), drained(parser));
  } catch (error) {
    reportBrokenFile(error, file, parser.info.lines, report);
    return;
  }
  if (row === undefined) report.error('empty_file', file, null, null, 'has no header');
}

/** `on_record` consumes every row, so the readable side only needs to flow. */
function drained(parser: Parser): Parser {
  return parser.resume();
}

function missingColumns({ columns, usual }: TableShape, header: readonly string[]): string[] {
  const names = new Set(header.map((name) => name.trim()));
  const isUsual = usual !== undefined && !usual.unless.some((name) => names.has(name));
  return [...columns, ...(isUsual ? usual.columns : [])].filter((column) => !names.has(column));
}

function headerRow(shape: TableShape, header: readonly string[], report: LoadReport): Row {
  const columns = new Map<string, number>();
  for (const [index, name] of header.entries()) columns.set(name.trim(), index);
  for (const column of missingColumns(shape, header)) {
    report.error('missing_required_column', shape.file, 1, column, 'the column is missing');
  }
  return new Row(shape.file, columns, report);
}

function reportBrokenFile(error: unknown, file: string, line: number, report: LoadReport): void {
  if (error instanceof LineError) {
    report.error('invalid_character', file, error.line, null, `the line ${error.message}`);
  } else if (error instanceof CsvError) {
    report.error('csv_parsing_failed', file, line, null, error.message);
  } else if (error instanceof ArchiveError || isInflateError(error)) {
    report.error('not_a_zip', file, null, null, `cannot be unpacked: ${error.message}`);
  } else {
    throw error;
  }
}

/** zlib and yauzl report damaged entries as plain errors of the stream. */
function isInflateError(error: unknown): error is Error {
  return (
    error instanceof Error &&
    (('code' in error && String(error.code).startsWith('Z_')) || /bytes|crc|checksum/i.test(error.message))
  );
}
