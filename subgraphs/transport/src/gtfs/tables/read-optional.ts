import type { Archive } from '../../archive/archive.ts';
import type { LoadReport } from '../load-report.ts';
import type { Row } from '../row.ts';
import { readTable, type TableShape } from '../table-reader.ts';

/** Reads a file that a feed may omit. */
export async function readOptional(
  archive: Archive,
  shape: TableShape,
  report: LoadReport,
  visit: (row: Row) => void,
): Promise<void> {
  if (archive.has(shape.file)) await readTable(archive, shape, report, visit);
}

/** The id of another table's row, or an empty text; an unknown one is an error. */
export function optionalReference(row: Row, field: string, known: Ids, target: string): string {
  const id = row.text(field);
  if (id !== '' && !known.has(id)) row.reference(field, new Map(), target);
  return id;
}

interface Ids {
  has(id: string): boolean;
}
