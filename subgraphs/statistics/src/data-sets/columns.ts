import type { Manifest } from './manifest.ts';
import { namedColumns } from './named-columns.ts';
import type { Problems } from './problem.ts';
import { isSdmxCsv, withoutLabel } from './sdmx-csv.ts';

/** Position of a column, and whether its fields have the form `code: label`. */
export interface Column {
  readonly position: number;
  readonly isLabelled: boolean;
}

/** The columns of one file by name. */
export interface Columns {
  readonly isSdmx: boolean;
  has(name: string): boolean;
  find(name: string): Column | undefined;
  /** Value of a row in a column, empty if the file lacks the column. */
  read(fields: readonly string[], name: string): string;
}

/** Finds each column that the manifest names; missing or ambiguous ones go to `problems`. */
export function findColumns(header: readonly string[], manifest: Manifest, problems: Problems): Columns {
  const isSdmx = isSdmxCsv(header);
  const byName = new Map<string, Column>();
  const twice = new Set<string>();
  for (const [position, text] of header.entries()) {
    const id = isSdmx ? withoutLabel(text) : text;
    if (byName.has(id)) twice.add(id);
    byName.set(id, { position, isLabelled: id !== text });
  }
  const { required, optional } = namedColumns(manifest);
  for (const name of new Set([...required, ...optional])) {
    if (!byName.has(name)) problems.add(1, name, `no such column; the file has ${header.join(', ')}`);
    if (twice.has(name)) problems.add(1, name, 'two columns have this name');
  }
  return {
    isSdmx,
    has: (name) => byName.has(name),
    find: (name) => byName.get(name),
    read: (fields, name) => fieldOf(fields, byName.get(name)),
  };
}

/** Value of a row in a column, empty if the file lacks the column. */
export function fieldOf(fields: readonly string[], column: Column | undefined): string {
  if (column === undefined) return '';
  const text = (fields[column.position] ?? '').trim();
  return column.isLabelled ? withoutLabel(text) : text;
}
