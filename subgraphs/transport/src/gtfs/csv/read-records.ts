import { type Archive, ArchiveError } from '../../archive/archive.ts';
import type { CsvRecord } from './csv-record.ts';
import { CsvSyntaxError, RecordScanner } from './record-scanner.ts';

/** Why the records of a file could not be read to the end. */
export interface BrokenFile {
  readonly code: 'invalid_character' | 'csv_parsing_failed' | 'not_a_zip';
  readonly line: number | null;
  readonly message: string;
}

/**
 * Streams the records of a CSV file to `visit`, with the memory of one chunk and without blocking the event
 * loop.
 *
 * @param skipsEmptyLines Default is true.
 * @returns why reading ended early; the records before were visited
 */
export async function readRecords(
  archive: Archive,
  file: string,
  visit: (record: CsvRecord) => void,
  skipsEmptyLines = true,
): Promise<BrokenFile | null> {
  const scanner = new RecordScanner(visit, skipsEmptyLines);
  let broken: BrokenFile | null = null;
  const scan = (step: () => void) => {
    try {
      if (broken === null) step();
    } catch (error) {
      if (!(error instanceof CsvSyntaxError)) throw error;
      broken = { code: error.code, line: error.line, message: error.message };
    }
  };
  try {
    // To the end, where the checksum tells a damaged file from one that was written wrong.
    for await (const chunk of await archive.open(file)) scan(() => scanner.push(chunk));
    scan(() => scanner.end());
    return broken;
  } catch (error) {
    return { code: 'not_a_zip', line: null, message: describeDamage(error) };
  }
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

/** zlib reports damaged entries as plain errors of the stream. */
function isInflateError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}
