import { CsvError, parse } from 'csv-parse/sync';
import type { Problems } from './problem.ts';

/** Read at once: JavaScript has no longer strings than half a gigabyte. */
const maximumBytes = 256 * 1024 * 1024;

interface CsvRow {
  /** Where the row ends, which is another line than where it begins only if a field holds a line break. */
  readonly line: number;
  readonly fields: readonly string[];
}

export interface CsvTable {
  readonly header: readonly string[];
  readonly rows: readonly CsvRow[];
}

/** A CSV file (RFC 4180) with a header; `undefined`, and a problem, where it is none. */
export function parseCsv(content: Buffer, encoding: string, problems: Problems): CsvTable | undefined {
  const text = decode(content, encoding, problems);
  if (text === undefined) return undefined;
  const records: CsvRow[] = [];
  try {
    parse(text, {
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (record: string[], { lines }) => {
        records.push({ line: lines, fields: record.map((field) => field.trim()) });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : null;
    problems.add(line, null, `not CSV (RFC 4180): ${error.code}`);
    return undefined;
  }
  const [header, ...rows] = records;
  if (header !== undefined) return { header: header.fields, rows };
  problems.add(1, null, 'the file is empty; it needs a header');
  return undefined;
}

function decode(content: Buffer, encoding: string, problems: Problems): string | undefined {
  if (content.length > maximumBytes) {
    problems.add(null, null, `larger than ${maximumBytes} bytes; split it by period into several data sets`);
    return undefined;
  }
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content);
  } catch {
    problems.add(null, null, `not ${encoding}; the manifest's "encoding" may be utf-8 or gb18030`);
    return undefined;
  }
}
