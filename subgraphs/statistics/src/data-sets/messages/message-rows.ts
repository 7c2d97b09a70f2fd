import type { Manifest } from '../manifest.ts';
import { namedColumns } from '../named-columns.ts';
import { checkedColumns, partialDeletion } from '../sdmx-csv.ts';
import { MessageError, severalValues } from './message-error.ts';

/** Values of components by their ids. */
export type Components = ReadonlyMap<string, string>;

/** The data set that an observation is in. */
export interface MessageDataSet {
  /** URN or id of its structure. */
  readonly structure: string;
  /** `Information`, `Append`, `Replace`, `Merge` or `Delete`. */
  readonly action: string;
}

/** Letters of the actions in SDMX-CSV. */
const letters: ReadonlyMap<string, string> = new Map(
  ['Information', 'Append', 'Replace', 'Merge', 'Delete'].map((action) => [action, action.slice(0, 1)]),
);

export function isDeletion({ action }: Pick<MessageDataSet, 'action'>): boolean {
  return action === 'Delete';
}

/** Between the values of a component, as in SDMX-CSV. */
const separator = ';';
const fixed = ['STRUCTURE', 'STRUCTURE_ID', 'ACTION'];
const header = [`STRUCTURE[${separator}]`, ...fixed.slice(1)];

/** Turns observations of an SDMX message into rows as SDMX-CSV has them, the header first. */
export class MessageRows {
  readonly #onRecord: (fields: readonly string[], line: number) => void;
  readonly #required: readonly string[];
  readonly #optional: readonly string[];
  readonly #read: ReadonlySet<string>;
  readonly #measure: string;
  readonly #status: string;
  #hasMeasure = false;
  #hasObservations = false;
  #columns: readonly string[] | null = null;

  constructor(manifest: Manifest, onRecord: (fields: readonly string[], line: number) => void) {
    this.#onRecord = onRecord;
    const { required, optional } = namedColumns(manifest);
    this.#required = required;
    this.#measure = manifest.measure.column;
    this.#status = manifest.obsStatus?.column ?? 'OBS_STATUS';
    const more = [...optional, ...checkedColumns].filter((column) => !required.includes(column));
    this.#optional = [...new Set(more)].filter((column) => !fixed.includes(column));
    this.#read = new Set([...required, ...this.#optional]);
  }

  /** Whether a component decides what a row means. */
  isRead(component: string): boolean {
    return this.#read.has(component);
  }

  /**
   * The text of a component; only the status may have several values.
   *
   * @throws MessageError
   */
  textOf(component: string, values: readonly string[], line: number | null): string {
    if (values.length > 1 && component !== this.#status) {
      throw new MessageError(line, severalValues(component, values.length));
    }
    return values.join(separator);
  }

  /**
   * @param components of an observation, or of all that a data set with the action Delete removes
   * @throws MessageError
   */
  add(dataSet: MessageDataSet, components: Components, line: number): void {
    const isDeleted = isDeletion(dataSet);
    if (isDeleted) this.#refusePartialDeletion(components, line);
    this.#columns ??= this.#begin(isDeleted ? this.#required : [...components.keys()], line);
    this.#hasMeasure ||= components.has(this.#measure);
    this.#hasObservations ||= !isDeleted;
    const values = this.#columns.map((column) => components.get(column) ?? '');
    const action = letters.get(dataSet.action) ?? dataSet.action;
    this.#onRecord(['dataflow', dataSet.structure, action, ...values], line);
  }

  /**
   * A message has no header, so a misspelt measure shows only here, where no observation has it.
   *
   * @throws MessageError
   */
  end(): void {
    if (this.#columns === null) this.#begin(this.#required, 1);
    else if (this.#hasObservations && !this.#hasMeasure) {
      throw new MessageError(null, `no observation has ${this.#measure}; correct the column of "measure"`);
    }
  }

  /**
   * Refuses components of a group of observations, whose rows are written without them.
   *
   * @throws MessageError
   */
  refuseGroup(components: Iterable<string>, line: number | null): void {
    for (const id of components) {
      // The frequency is a part of the group's key.
      if (id === 'FREQ' || !this.#read.has(id) || this.#required.includes(id)) continue;
      throw new MessageError(line, `${id} is attached to a group; attach it to series or observations`);
    }
  }

  #refusePartialDeletion(components: Components, line: number): void {
    for (const [id, value] of components) {
      if (value === '' || id === 'FREQ' || this.#required.includes(id)) continue;
      throw new MessageError(line, partialDeletion(id));
    }
  }

  /** Leaves dimensions that the first observation lacks out of the header, whose check reports them. */
  #begin(present: readonly string[], line: number): readonly string[] {
    const columns = [...this.#required.filter((column) => present.includes(column)), ...this.#optional];
    const names = columns.map((column) => (column === this.#status ? `${column}[]` : column));
    this.#onRecord([...header, ...names], line);
    return columns;
  }
}
