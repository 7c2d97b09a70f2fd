import type { TableSpec } from '../schema/table-spec.ts';
import type { RowView } from './row-view.ts';
import type { Table } from './table.ts';

/** What is known of the files that rows refer to. */
export interface ReferenceTargets {
  readonly table: (file: string) => Table;
  /** Whether a shape exists; shapes.txt is not stored as a table. */
  readonly hasShape: (id: string) => boolean;
}

/** Reports the values of a row that do not exist in the file that they refer to. */
export function checkReferences(row: RowView, { file, fields }: TableSpec, targets: ReferenceTargets): void {
  for (const [field, { refersTo }] of Object.entries(fields)) {
    if (refersTo === undefined || refersTo[0] === file || !row.has(field)) continue;
    const [targetFile, targetField] = refersTo;
    const target = targets.table(targetFile);
    // Rows with errors are not stored, so references to a broken file cannot be checked.
    if (target.status === 'broken') continue;
    const value = row.text(field);
    const isKnown = targetFile === 'shapes.txt' ? targets.hasShape(value) : target.by(targetField).has(value);
    if (!isKnown) row.notice('foreign_key_violation', field, `"${value}" is not in ${targetFile}`);
  }
}
