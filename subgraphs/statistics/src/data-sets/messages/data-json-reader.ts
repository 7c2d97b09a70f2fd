import { type JsonComponent, type JsonDataSet, type JsonStructure, observationPaths } from './json-head.ts';
import { JsonValues } from './json-values.ts';
import { MessageError } from './message-error.ts';
import type { Components, MessageRows } from './message-rows.ts';

type Values = Record<string, string>;

/** Streams the observations of an SDMX-JSON 2 data message; problems give their numbers instead of lines. */
export class DataJsonReader {
  readonly #rows: MessageRows;
  readonly #dataSets: ReadonlyMap<number, JsonDataSet>;
  readonly #values: JsonValues;
  readonly #constants = new Map<JsonDataSet, Components>();
  #count = 0;

  constructor(rows: MessageRows, dataSets: ReadonlyMap<number, JsonDataSet>) {
    this.#rows = rows;
    this.#dataSets = dataSets;
    this.#values = new JsonValues(observationPaths, ({ path, value }) => {
      const [, , index = '', list, key = ''] = path;
      const dataSet = this.#dataSets.get(Number(index));
      if (dataSet === undefined) return;
      const constants = this.#constantsOf(dataSet);
      if (list === 'series') this.#series(dataSet, constants, key, value);
      else this.#observation(dataSet, constants, key, value);
    });
  }

  /** @throws MessageError */
  push(text: string): void {
    this.#values.push(text);
  }

  /** @throws MessageError */
  end(): void {
    this.#values.end();
    this.#rows.end();
  }

  #constantsOf(dataSet: JsonDataSet): Components {
    const known = this.#constants.get(dataSet);
    if (known !== undefined) return known;
    const { structure, attributes, groups } = dataSet;
    const values: Values = {};
    for (const dimension of structure.dimensions.dataSet) {
      values[dimension.id] = this.#valueOf(dimension, '0');
    }
    this.#addAll(values, structure.attributes?.dataSet ?? [], attributes);
    const inGroups = (structure.attributes?.dimensionGroup ?? []).filter((_, position) =>
      groups.some((group) => group[position] !== undefined && group[position] !== null),
    );
    this.#rows.refuseGroup(
      inGroups.map(({ id }) => id),
      null,
    );
    this.#constants.set(dataSet, values);
    return values;
  }

  #series(dataSet: JsonDataSet, constants: Components, key: string, value: unknown): void {
    const { observations, attributes } = fieldsOf(value);
    const values: Values = { ...constants };
    const { structure } = dataSet;
    this.#addKey(values, structure.dimensions.series, key);
    this.#addAll(values, structure.attributes?.series ?? [], arrayOf(attributes));
    for (const [own, observation] of Object.entries(fieldsOf(observations))) {
      this.#observation(dataSet, values, own, observation);
    }
  }

  #observation(dataSet: JsonDataSet, outer: Components, key: string, value: unknown): void {
    const { structure } = dataSet;
    const values: Values = { ...outer };
    this.#addKey(values, structure.dimensions.observation, key);
    this.#addAll(values, observationComponents(structure), arrayOf(value));
    this.#count += 1;
    this.#rows.add({ structure: urnOf(structure), action: dataSet.action }, values, this.#count);
  }

  #addKey(values: Values, dimensions: readonly JsonComponent[], key: string): void {
    const positions = key.split(':');
    if (positions.length !== dimensions.length) {
      const problem = `key ${JSON.stringify(key.slice(0, 40))} does not have ${dimensions.length} positions`;
      throw new MessageError(null, problem);
    }
    for (const [index, dimension] of dimensions.entries()) {
      values[dimension.id] = this.#valueOf(dimension, positions[index]);
    }
  }

  #addAll(values: Values, components: readonly JsonComponent[], cells: readonly unknown[]): void {
    for (const [index, component] of components.entries()) {
      const cell = cells[index];
      if (cell === undefined || cell === null || !this.#rows.isRead(component.id)) continue;
      values[component.id] = this.#valueOf(component, cell);
    }
  }

  /** The text of a value, which is given by its position if the component lists its values. */
  #valueOf({ id, values }: JsonComponent, cell: unknown): string {
    const [only, ...others] = Array.isArray(cell) ? (cell as unknown[]) : [cell];
    if (others.length > 0) throw new MessageError(null, `${id} has several values; write one`);
    if (values === undefined) return textOf(id, only);
    const found = /^\d+$/.test(String(only)) ? values[Number(only)] : undefined;
    if (found === undefined) throw new MessageError(null, `${id} has no value at position ${String(only)}`);
    return textOf(id, found?.id ?? found?.value);
  }
}

function observationComponents({ measures, attributes }: JsonStructure): readonly JsonComponent[] {
  // A message without measures has the one of SDMX 2.1.
  return [...(measures?.observation ?? [{ id: 'OBS_VALUE' }]), ...(attributes?.observation ?? [])];
}

/** URN of the dataflow, or of the data structure if there is no dataflow. */
function urnOf({ links }: JsonStructure): string {
  const of = (rel: string) => links.find((link) => link.rel === rel)?.urn;
  return of('dataflow') ?? of('datastructure') ?? '';
}

function textOf(id: string, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string' || typeof value === 'boolean') return String(value);
  throw new MessageError(null, `${id} has a value that is neither a text nor a number`);
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  if (value === undefined) return {};
  if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  throw new MessageError(null, 'series and observations must be objects');
}

function arrayOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  throw new MessageError(null, 'observations and attributes must be arrays');
}
