import type { Manifest } from '../manifest.ts';
import { namedColumns } from '../named-columns.ts';
import { checkedColumns } from '../sdmx-csv.ts';
import { MessageError } from './message-error.ts';

/** Values of components by their ids. */
export type Components = Readonly<Record<string, string>>;

/** The data set that an observation is in. */
export interface MessageDataSet {
  /** URN or id of its structure. */
  readonly structure: string;
  /** `Information`, `Append`, `Replace`, `Merge` or `Delete`. */
  readonly action: string;
}

const fixed = ['STRUCTURE', 'STRUCTURE_ID', 'ACTION'];

/** Turns observations of an SDMX message into rows as SDMX-CSV has them, the header first. */
export class MessageRows {
  readonly #onRecord: (fields: readonly string[], line: number) => void;
  readonly #required: readonly string[];
  readonly #optional: readonly string[];
  readonly #measure: string;
  #hasMeasure = false;
  #columns: readonly string[] | null = null;

  constructor(manifest: Manifest, onRecord: (fields: readonly string[], line: number) => void) {
    this.#onRecord = onRecord;
    const { required, optional } = namedColumns(manifest);
    this.#required = required;
    this.#measure = manifest.measure.column;
    const more = [...optional, ...checkedColumns].filter((column) => !required.includes(column));
    this.#optional = [...new Set(more)].filter((column) => !fixed.includes(column));
  }

  /** Whether a component decides what a row means. */
  isRead(component: string): boolean {
    return this.#required.includes(component) || this.#optional.includes(component);
  }

  add(dataSet: MessageDataSet, components: Components, line: number): void {
    this.#columns ??= this.#begin(Object.keys(components), line);
    this.#hasMeasure ||= Object.hasOwn(components, this.#measure);
    // A column may have the name of a property that every object inherits, such as `constructor`.
    const values = this.#columns.map((column) =>
      Object.hasOwn(components, column) ? (components[column] ?? '') : '',
    );
    this.#onRecord(['dataflow', dataSet.structure, dataSet.action.slice(0, 1), ...values], line);
  }

  /**
   * A message has no header, so a misspelt measure shows only here, where no observation has it.
   *
   * @throws MessageError
   */
  end(): void {
    if (this.#columns === null) this.#begin(this.#required, 1);
    else if (!this.#hasMeasure) {
      throw new MessageError(null, `no observation has ${this.#measure}; correct the column of "measure"`);
    }
  }

  /**
   * Refuses components of a group of observations, whose rows are written without them.
   *
   * @throws MessageError
   */
  refuseGroup(components: readonly string[], line: number | null): void {
    // The frequency is a part of the group's key.
    const found = components.find((id) => id !== 'FREQ' && this.#optional.includes(id));
    if (found === undefined) return;
    throw new MessageError(line, `${found} is attached to a group; attach it to series or observations`);
  }

  /** Leaves dimensions that the first observation lacks out of the header, whose check reports them. */
  #begin(present: readonly string[], line: number): readonly string[] {
    const columns = [...this.#required.filter((column) => present.includes(column)), ...this.#optional];
    this.#onRecord([...fixed, ...columns], line);
    return columns;
  }
}
