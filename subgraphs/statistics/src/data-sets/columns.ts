import type { Manifest } from './manifest.ts';
import { namedColumns } from './named-columns.ts';
import type { Problems } from './problem.ts';
import { checkedColumns, isSdmxCsv, subFieldSeparator, withoutBrackets, withoutLabel } from './sdmx-csv.ts';

/** Position of a column, and how its fields are read. */
export interface Column {
  readonly position: number;
  /** Whether its fields have the form `code: label`. */
  readonly isLabelled: boolean;
  /** Between several values of one field; empty if a field has one value. */
  readonly separator: string;
}

/** The columns of one file by name. */
export interface Columns {
  readonly isSdmx: boolean;
  readonly names: readonly string[];
  has(name: string): boolean;
  find(name: string): Column | undefined;
  /** Value of a row in a column, empty if the file lacks the column. */
  read(fields: readonly string[], name: string): string;
}

/** Columns that a problem names, of a header that may have thousands. */
const listedColumns = 20;

/** Finds each column that the manifest names; missing or ambiguous ones go to `problems`. */
export function findColumns(header: readonly string[], manifest: Manifest, problems: Problems): Columns {
  const isSdmx = isSdmxCsv(header);
  const separator = isSdmx ? subFieldSeparator(header[0] ?? '') : '';
  const byName = new Map<string, Column>();
  const twice = new Set<string>();
  for (const [position, text] of header.entries()) {
    const label = isSdmx ? withoutLabel(text) : text;
    const id = isSdmx ? withoutBrackets(label) : label;
    const column = { position, isLabelled: label !== text, separator: id === label ? '' : separator };
    if (byName.has(id)) twice.add(id);
    byName.set(id, column);
    // A manifest may also name a column such as `TITLE[en;fr]` as it is written.
    if (id !== label && !byName.has(label)) byName.set(label, { ...column, separator: '' });
  }
  const { required, optional } = namedColumns(manifest);
  for (const name of new Set([...required, ...optional])) {
    if (!byName.has(name)) problems.add(1, name, `no such column; the file has ${listed(header)}`);
  }
  for (const name of new Set([...required, ...optional, ...(isSdmx ? checkedColumns : [])])) {
    if (twice.has(name)) problems.add(1, name, 'two columns have this name');
  }
  return {
    isSdmx,
    names: [...byName.keys()],
    has: (name) => byName.has(name),
    find: (name) => byName.get(name),
    read: (fields, name) => fieldOf(fields, byName.get(name)),
  };
}

/** Value of a row in a column, empty if the file lacks the column. */
export function fieldOf(fields: readonly string[], column: Column | undefined): string {
  if (column === undefined) return '';
  const text = (fields[column.position] ?? '').trim();
  const { isLabelled, separator } = column;
  if (separator !== '' && text.includes(separator)) {
    const values = text.split(separator);
    return (isLabelled ? values.map(withoutLabel) : values).join(separator);
  }
  return isLabelled ? withoutLabel(text) : text;
}

function listed(header: readonly string[]): string {
  const names = header.slice(0, listedColumns).map((name) => name.slice(0, 64));
  const left = header.length - names.length;
  return names.join(', ') + (left > 0 ? ` and ${left} more` : '');
}
