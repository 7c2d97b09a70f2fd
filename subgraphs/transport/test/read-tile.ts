/** A feature of a vector tile. */
export interface ReadFeature {
  readonly kind: 'point' | 'line';
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Reads a Mapbox Vector Tile by its specification, sharing no code with the writer: layers by name. */
export function readTile(bytes: Uint8Array): Readonly<Record<string, readonly ReadFeature[]>> {
  const layers: Record<string, readonly ReadFeature[]> = {};
  for (const [field, layer] of fieldsOf(bytes)) {
    if (field !== 3 || !(layer instanceof Uint8Array)) continue;
    const fields = fieldsOf(layer);
    const texts = (number: number) =>
      fields.flatMap(([each, value]) => (each === number && value instanceof Uint8Array ? [value] : []));
    const keys = texts(3).map((key) => new TextDecoder().decode(key));
    const values = texts(4).map(readValue);
    const name = new TextDecoder().decode(texts(1)[0]);
    layers[name] = texts(2).map((feature) => readFeature(fieldsOf(feature), keys, values));
  }
  return layers;
}

type Field = readonly [number: number, value: number | Uint8Array];

function readFeature(
  fields: readonly Field[],
  keys: readonly string[],
  values: readonly unknown[],
): ReadFeature {
  const type = fields.find(([field]) => field === 3)?.[1];
  const tags = fields.find(([field]) => field === 2)?.[1];
  const indexes = tags instanceof Uint8Array ? numbersOf(tags) : [];
  const properties: Record<string, unknown> = {};
  for (let index = 0; index < indexes.length; index += 2) {
    properties[keys[indexes[index] ?? -1] ?? ''] = values[indexes[index + 1] ?? -1];
  }
  return { kind: type === 1 ? 'point' : 'line', properties };
}

function readValue(bytes: Uint8Array): unknown {
  const [[field, value] = [0, 0]] = fieldsOf(bytes);
  if (field === 1 && value instanceof Uint8Array) return new TextDecoder().decode(value);
  if (field === 3 && value instanceof Uint8Array)
    return new DataView(value.slice().buffer).getFloat64(0, true);
  return value;
}

function fieldsOf(bytes: Uint8Array): Field[] {
  const fields: Field[] = [];
  const reader = new Reader(bytes);
  while (!reader.isAtEnd) {
    const key = reader.number();
    const wire = key & 7;
    const value =
      wire === 0 ? reader.number() : reader.bytes(wire === 1 ? 8 : wire === 5 ? 4 : reader.number());
    fields.push([key >>> 3, value]);
  }
  return fields;
}

function numbersOf(bytes: Uint8Array): number[] {
  const reader = new Reader(bytes);
  const numbers: number[] = [];
  while (!reader.isAtEnd) numbers.push(reader.number());
  return numbers;
}

class Reader {
  readonly #bytes: Uint8Array;
  #place = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#place >= this.#bytes.length;
  }

  number(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#bytes[this.#place] ?? 0;
      this.#place += 1;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }

  bytes(length: number): Uint8Array {
    this.#place += length;
    return this.#bytes.subarray(this.#place - length, this.#place);
  }
}
