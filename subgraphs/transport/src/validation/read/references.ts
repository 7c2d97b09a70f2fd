import type { TableSpec } from '../schema/table-spec.ts';
import type { RowView } from './row-view.ts';
import type { Table } from './table.ts';

/** What is known of the files that rows refer to. */
export interface ReferenceTargets {
  readonly table: (file: string) => Table;
  /** Whether a shape exists; shapes.txt is not stored as a table. */
  readonly hasShape: (id: string) => boolean;
}

interface Reference {
  readonly field: string;
  readonly targetFile: string;
  readonly targetField: string;
}

/** References to other files; rules check those within a file, when it is read. */
export function referencesOf({ file, fields }: TableSpec): readonly Reference[] {
  return Object.entries(fields).flatMap(([field, { refersTo }]) => {
    if (refersTo === undefined || refersTo[0] === file) return [];
    const [targetFile, targetField] = refersTo;
    return [{ field, targetFile, targetField }];
  });
}

/** Reports the values of a row that do not exist in the file that they refer to. */
export function checkReferences(
  row: RowView,
  references: readonly Reference[],
  targets: ReferenceTargets,
): void {
  for (const { field, targetFile, targetField } of references) {
    if (!row.has(field)) continue;
    const target = targets.table(targetFile);
    // Rows with errors are not stored, so references to a broken file cannot be checked.
    if (target.status === 'broken') continue;
    const value = row.text(field);
    const isKnown = targetFile === 'shapes.txt' ? targets.hasShape(value) : target.by(targetField).has(value);
    if (!isKnown) row.notice('foreign_key_violation', field, `"${value}" is not in ${targetFile}`);
  }
}
