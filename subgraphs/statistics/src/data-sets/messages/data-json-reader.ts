import { type JsonComponent, type JsonDataSet, type JsonStructure, observationPaths } from './json-head.ts';
import { JsonValues } from './json-values.ts';
import { MessageError } from './message-error.ts';
import { type Components, isDeletion, type MessageRows } from './message-rows.ts';

type Values = Map<string, string>;

/** What is needed of a structure for each observation. */
interface Layout {
  /** URN of the dataflow, or of the data structure if there is no dataflow. */
  readonly urn: string;
  /** Values of attributes that an observation does not give. */
  readonly defaults: Components;
  /** Dimensions of the data set that are read. */
  readonly dataSet: readonly JsonComponent[];
  /** Dimensions of the key of an observation outside of series. */
  readonly flat: readonly JsonComponent[];
  /** Measures and attributes of an observation, in the order of its cells. */
  readonly cells: readonly JsonComponent[];
}

/** Streams the observations of an SDMX-JSON 2 data message; problems give their numbers instead of lines. */
export class DataJsonReader {
  readonly #rows: MessageRows;
  readonly #dataSets: ReadonlyMap<number, JsonDataSet>;
  readonly #values: JsonValues;
  readonly #layouts = new Map<JsonStructure, Layout>();
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
      else this.#observation(dataSet, constants, this.#layoutOf(dataSet.structure).flat, { key, value });
    });
  }

  /** @throws MessageError */
  push(text: string): void {
    this.#values.push(text);
  }

  /** @throws MessageError */
  end(): void {
    this.#values.end();
    for (const [index, dataSet] of this.#dataSets) {
      if (!isDeletion(dataSet) || this.#constants.has(dataSet)) continue;
      const problem = `data.dataSets.${index}: deletes everything; omit it, because a file is a whole release`;
      throw new MessageError(null, problem);
    }
    this.#rows.end();
  }

  #layoutOf(structure: JsonStructure): Layout {
    const known = this.#layouts.get(structure);
    if (known !== undefined) return known;
    const { dimensions, attributes, links } = structure;
    const urn = (rel: string) => links.find((link) => link.rel === rel)?.urn;
    const layout: Layout = {
      urn: urn('dataflow') ?? urn('datastructure') ?? '',
      defaults: new Map(
        (attributes === undefined ? [] : Object.values(attributes).flat())
          .filter((one) => one.default !== undefined && this.#rows.isRead(one.id))
          .map((one): [string, string] => [one.id, textOf(one.id, one.default)]),
      ),
      dataSet: dimensions.dataSet.filter(({ id }) => this.#rows.isRead(id)),
      flat: flatDimensions(structure),
      cells: cellsOf(structure),
    };
    this.#layouts.set(structure, layout);
    return layout;
  }

  #constantsOf(dataSet: JsonDataSet): Components {
    const known = this.#constants.get(dataSet);
    if (known !== undefined) return known;
    const { structure, attributes, groups } = dataSet;
    const layout = this.#layoutOf(structure);
    const values: Values = new Map(isDeletion(dataSet) ? [] : layout.defaults);
    for (const dimension of layout.dataSet) values.set(dimension.id, cellText(dimension, '0'));
    this.#addCells(dataSet, values, structure.attributes?.dataSet ?? [], attributes);
    const inGroups = structure.attributes?.dimensionGroup ?? [];
    for (const group of groups) {
      const given = group.flatMap((cell, position) => (cell === null ? [] : (inGroups[position]?.id ?? [])));
      this.#rows.refuseGroup(given, null);
    }
    this.#constants.set(dataSet, values);
    return values;
  }

  #series(dataSet: JsonDataSet, constants: Components, key: string, value: unknown): void {
    const { observations, attributes } = fieldsOf(value);
    const values: Values = new Map(constants);
    const { structure } = dataSet;
    this.#addKey(dataSet, values, structure.dimensions.series, key);
    this.#addCells(dataSet, values, structure.attributes?.series ?? [], arrayOf(attributes));
    const own = Object.entries(fieldsOf(observations));
    const { observation } = structure.dimensions;
    for (const [position, one] of own) {
      this.#observation(dataSet, values, observation, { key: position, value: one });
    }
    // A series without observations deletes all of its observations.
    if (own.length === 0 && isDeletion(dataSet)) this.#add(dataSet, values);
  }

  #observation(
    dataSet: JsonDataSet,
    outer: Components,
    dimensions: readonly JsonComponent[],
    { key, value }: { readonly key: string; readonly value: unknown },
  ): void {
    const values: Values = new Map(outer);
    this.#addKey(dataSet, values, dimensions, key);
    this.#addCells(dataSet, values, this.#layoutOf(dataSet.structure).cells, arrayOf(value));
    this.#add(dataSet, values);
  }

  #add(dataSet: JsonDataSet, values: Components): void {
    this.#count += 1;
    const { urn } = this.#layoutOf(dataSet.structure);
    this.#rows.add({ structure: urn, action: dataSet.action }, values, this.#count);
  }

  #addKey(dataSet: JsonDataSet, values: Values, dimensions: readonly JsonComponent[], key: string): void {
    const positions = key.split(':');
    if (positions.length !== dimensions.length) {
      const ids = dimensions.slice(0, 16).map(({ id }) => id);
      const problem = `key ${JSON.stringify(key.slice(0, 40))} does not have one position for each dimension of its structure there: ${ids.join(', ')}`;
      throw new MessageError(null, problem);
    }
    for (const [index, dimension] of dimensions.entries()) {
      // An empty position of a deletion stands for every code.
      if (!this.#rows.isRead(dimension.id) || (positions[index] === '' && isDeletion(dataSet))) continue;
      values.set(dimension.id, cellText(dimension, positions[index]));
    }
  }

  /** Cells after the components are annotations. */
  #addCells(
    dataSet: JsonDataSet,
    values: Values,
    components: readonly JsonComponent[],
    cells: readonly unknown[],
  ): void {
    for (const [index, cell] of cells.entries()) {
      const component = components[index];
      if (component === undefined || cell === undefined || cell === null) continue;
      // What a deletion names besides dimensions is refused, whatever it is.
      const { id } = component;
      if (isDeletion(dataSet)) values.set(id, '-');
      else if (this.#rows.isRead(id)) {
        const texts = (Array.isArray(cell) ? cell : [cell]).map((one) => cellText(component, one));
        values.set(id, this.#rows.textOf(id, texts, null));
      }
    }
  }
}

/**
 * A structure may describe series and flat data sets: the keys of the latter then begin with the dimensions
 * of the series (constructed-sample-full.json of SDMX-JSON), unless the data structure has another order.
 */
function flatDimensions({ dimensions: { series, observation } }: JsonStructure): readonly JsonComponent[] {
  const all = [...series, ...observation];
  const positions = all.flatMap(({ keyPosition }) => keyPosition ?? []);
  const isInOrder = positions.join() === positions.toSorted((one, other) => one - other).join();
  return isInOrder ? all : observation;
}

function cellsOf({ measures, attributes }: JsonStructure): readonly JsonComponent[] {
  // A message without measures has the one of SDMX 2.1.
  return [...(measures?.observation ?? [{ id: 'OBS_VALUE' }]), ...(attributes?.observation ?? [])];
}

/** The text of a value, which is given by its position if the component lists its values. */
function cellText({ id, values }: JsonComponent, cell: unknown): string {
  if (values === undefined) return textOf(id, cell);
  // Numbers are texts here.
  const position = typeof cell === 'string' ? cell : typeof cell;
  const found = /^\d+$/.test(position) ? values[Number(position)] : undefined;
  if (found === undefined) {
    const problem = `${id} has no value at position ${position}; its structure lists ${values.length}`;
    throw new MessageError(null, problem);
  }
  return textOf(id, found?.id ?? found?.value);
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
