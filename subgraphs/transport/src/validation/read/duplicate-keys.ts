import type { TableSpec } from '../schema/table-spec.ts';
import type { RowView } from './row-view.ts';

/** Finds rows whose key is that of an earlier row. */
export class DuplicateKeys {
  readonly #key: readonly string[];
  readonly #seen = new Set<string>();

  constructor({ key }: TableSpec) {
    this.#key = key;
  }

  check(row: RowView): void {
    const [first, ...others] = this.#key;
    // A single key may be optional, such as the id of the only agency.
    if (first === undefined || (others.length === 0 && !row.has(first))) return;
    const key = this.#key.map((field) => row.text(field)).join('\0');
    if (this.#seen.has(key)) row.notice('duplicate_key', others.at(-1) ?? first, this.#describe(row));
    else this.#seen.add(key);
  }

  #describe(row: RowView): string {
    return this.#key
      .filter((field) => row.has(field))
      .map((field) => `${field} "${row.text(field)}"`)
      .join(', ');
  }
}
