import { pipeline } from 'node:stream/promises';
import { CsvError, type Parser, parse } from 'csv-parse';
import { type Archive, ArchiveError } from '../archive/archive.ts';
import { LineError, utf8Lines } from './utf8-lines.ts';

/** Why the records of a file could not be read to the end. */
export interface BrokenFile {
  readonly code: 'invalid_character' | 'csv_parsing_failed' | 'not_a_zip';
  readonly line: number | null;
  readonly message: string;
}

export interface RecordInfo {
  /** Line on which the record ends. */
  readonly lines: number;
  /** Bytes read up to the end of the record. */
  readonly bytes: number;
}

/**
 * Streams the records of a CSV file (RFC 4180, as GTFS requires) to `visit`, with the memory of one record
 * and without blocking the event loop.
 *
 * @param skipsEmptyLines Default is true.
 * @returns why reading ended early; the records before were visited
 */
export async function readRecords(
  archive: Archive,
  file: string,
  visit: (values: string[], info: RecordInfo) => void,
  skipsEmptyLines = true,
): Promise<BrokenFile | null> {
  const parser = parse({
    bom: true,
    skip_empty_lines: skipsEmptyLines,
    // RFC 4180 forbids blanks around quotes, but spreadsheets write them.
    trim: true,
    // Short and long rows are accepted here; a missing value is reported by name later.
    relax_column_count: true,
    max_record_size: 1_000_000,
  });
  visitPushed(parser, visit);
  try {
    await pipeline(await archive.open(file), utf8Lines(), drained(parser));
    return null;
  } catch (error) {
    return brokenFile(error, parser.info.lines);
  }
}

/**
 * Takes the records on their way to the readable side. The option `on_record` would describe each of them in
 * a new object, which takes a third of the time.
 */
function visitPushed(parser: Parser, visit: (values: string[], info: RecordInfo) => void): void {
  const end = parser.push.bind(parser, null);
  parser.push = (values: string[] | null) => {
    if (values === null) return end();
    if (parser.destroyed) return false;
    try {
      visit(values, parser.info);
    } catch (error) {
      parser.destroy(error instanceof Error ? error : new Error(String(error)));
    }
    return true;
  };
}

/** No record gets to the readable side, which only needs to flow. */
function drained(parser: Parser): Parser {
  return parser.resume();
}

function brokenFile(error: unknown, line: number): BrokenFile {
  if (error instanceof LineError) {
    return { code: 'invalid_character', line: error.line, message: `the line ${error.message}` };
  }
  if (error instanceof CsvError) return { code: 'csv_parsing_failed', line, message: error.message };
  return { code: 'not_a_zip', line: null, message: describeDamage(error) };
}

/**
 * Describes why a file could not be unpacked.
 *
 * @throws any other error
 */
export function describeDamage(error: unknown): string {
  if (error instanceof ArchiveError || isInflateError(error)) return `cannot be unpacked: ${error.message}`;
  throw error;
}

/** zlib and yauzl report damaged entries as plain errors of the stream. */
function isInflateError(error: unknown): error is Error {
  return (
    error instanceof Error &&
    (('code' in error && String(error.code).startsWith('Z_')) || /bytes|crc|checksum/i.test(error.message))
  );
}
