/** A column of a block: its type in the engine, and its values as the Native format has them. */
export interface NativeColumn {
  readonly name: string;
  readonly type: string;
  readonly bytes: readonly Uint8Array[];
}

/** Rows for the engine in its Native format: columns, which it need not parse. */
export interface NativeBlock {
  readonly rows: number;
  readonly columns: readonly string[];
  readonly bytes: Uint8Array;
}

/** @see https://clickhouse.com/docs/interfaces/formats/Native */
export function nativeBlock(rows: number, columns: readonly NativeColumn[]): NativeBlock {
  const parts = [variableLength(columns.length), variableLength(rows)];
  for (const { name, type, bytes } of columns) parts.push(textBytes(name), textBytes(type), ...bytes);
  return { rows, columns: columns.map(({ name }) => name), bytes: Buffer.concat(parts) };
}

export function uint32Column(name: string, values: Uint32Array): NativeColumn {
  return { name, type: 'UInt32', bytes: [bytesOf(values)] };
}

/** @param isNull 1 for each value that is null */
export function nullableDoubleColumn(name: string, values: Float64Array, isNull: Uint8Array): NativeColumn {
  return { name, type: 'Nullable(Float64)', bytes: [isNull, bytesOf(values)] };
}

/** Texts of one ASCII character each. */
export function characterColumn(name: string, characters: Uint8Array): NativeColumn {
  const bytes = new Uint8Array(characters.length * 2).fill(1);
  for (const [index, character] of characters.entries()) bytes[index * 2 + 1] = character;
  return { name, type: 'String', bytes: [bytes] };
}

/** The same text in each row. */
export function constantColumn(name: string, text: string, rows: number): NativeColumn {
  const one = textBytes(text);
  return { name, type: 'String', bytes: [Buffer.alloc(one.length * rows, one)] };
}

/** The bytes of a typed array, which are little-endian on all processors that Node runs on. */
function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array | Float64Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function textBytes(text: string): Uint8Array {
  const bytes = Buffer.from(text);
  return Buffer.concat([variableLength(bytes.length), bytes]);
}

/** LEB128. */
function variableLength(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Uint8Array.from([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
}
