import { type BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { MalformedMessage, type MessageReader } from './message-reader.ts';

/** Reads and writes values of one type. Messages are read as `Read`, and written from a part of it. */
export interface ValueCodec<Read, Written = Read> {
  readonly wire: WireType;
  /** `undefined` counts as absent, as an unknown value of an enum does in proto2. */
  readonly read: (reader: MessageReader) => Read | undefined;
  readonly write: (writer: BinaryWriter, value: Written) => void;
}

interface Field<Read, Written, IsRepeated extends boolean> extends ValueCodec<Read, Written> {
  readonly number: number;
  readonly isRepeated: IsRepeated;
}

// biome-ignore lint/suspicious/noExplicitAny: a message has fields of any types
type Fields = Readonly<Record<string, Field<any, any, boolean>>>;
type ReadBy<F> = F extends Field<infer Read, infer _Written, boolean> ? Read : never;
type WrittenBy<F> = F extends Field<infer _Read, infer Written, boolean> ? Written : never;
type Repeated<F extends Fields> = {
  [Name in keyof F]: F[Name]['isRepeated'] extends true ? Name : never;
}[keyof F];

type MessageRead<F extends Fields> = { readonly [Name in Repeated<F>]: readonly ReadBy<F[Name]>[] } & {
  readonly [Name in Exclude<keyof F, Repeated<F>>]?: ReadBy<F[Name]> | undefined;
};
type MessageWritten<F extends Fields> = {
  readonly [Name in keyof F]?:
    | (Name extends Repeated<F> ? readonly WrittenBy<F[Name]>[] : WrittenBy<F[Name]>)
    | undefined;
};

/** What is read by a codec. */
export type ReadOf<Codec> = Codec extends ValueCodec<infer Read, infer _Written> ? Read : never;
/** What a codec writes. */
export type WrittenOf<Codec> = Codec extends ValueCodec<infer _Read, infer Written> ? Written : never;

export function optional<Read, Written>(
  number: number,
  codec: ValueCodec<Read, Written>,
): Field<Read, Written, false> {
  return { ...codec, number, isRepeated: false };
}

export function repeated<Read, Written>(
  number: number,
  codec: ValueCodec<Read, Written>,
): Field<Read, Written, true> {
  return { ...codec, number, isRepeated: true };
}

/**
 * A message by its fields. Unknown fields are skipped; of a field that is given twice, the last one counts.
 *
 * @param build makes the object from the values in the order of `fields`: twice as fast for frequent messages
 */
export function message<F extends Fields>(
  fields: F,
  build?: (values: readonly never[]) => MessageRead<F>,
): ValueCodec<MessageRead<F>, MessageWritten<F>> {
  const entries = Object.entries(fields);
  const slots = new Int8Array(1 << 8).fill(-1);
  for (const [slot, [, field]] of entries.entries()) slots[(field.number << 3) | field.wire] = slot;
  const codecs = entries.map(([, field]) => field);
  const blank = codecs.map(({ isRepeated }) => (isRepeated ? none : undefined));
  // Of one message at a time: no type contains itself.
  const values: unknown[] = blank.slice();
  const byName = (read: readonly unknown[]) =>
    Object.fromEntries(entries.map(([name], slot) => [name, read[slot]])) as MessageRead<F>;
  return {
    wire: WireType.LengthDelimited,
    read(reader) {
      reader.countNested();
      const length = reader.uint32();
      const end = reader.pos + length;
      if (end > reader.len) throw new MalformedMessage('a message is cut off');
      for (let slot = 0; slot < blank.length; slot += 1) values[slot] = blank[slot];
      while (reader.pos < end) {
        const tag = reader.uint32();
        const slot = slots[tag] ?? -1;
        const field = codecs[slot];
        if (field === undefined) {
          reader.skip(tag & 7, tag >>> 3);
          continue;
        }
        const value: unknown = field.read(reader);
        if (value === undefined) continue;
        const before = values[slot];
        if (!field.isRepeated) values[slot] = value;
        else if (before === none) values[slot] = [value];
        else (before as unknown[]).push(value);
      }
      if (reader.pos > end) throw new MalformedMessage('a field reaches beyond its message');
      return (build ?? byName)(values as never[]);
    },
    write(writer, given) {
      const written = given as Readonly<Record<string, unknown>>;
      writer.fork();
      for (const [name, field] of entries) {
        const value = written[name];
        if (value === undefined) continue;
        for (const each of field.isRepeated ? (value as readonly unknown[]) : [value]) {
          writer.tag(field.number, field.wire);
          field.write(writer, each);
        }
      }
      writer.join();
    },
  };
}

const none: readonly never[] = Object.freeze([]);

export const string: ValueCodec<string> = {
  wire: WireType.LengthDelimited,
  read: (reader) => reader.string(),
  write: (writer, value) => writer.string(value),
};

export const bool: ValueCodec<boolean> = {
  wire: WireType.Varint,
  read: (reader) => reader.bool(),
  write: (writer, value) => writer.bool(value),
};

export const int32: ValueCodec<number> = {
  wire: WireType.Varint,
  read: (reader) => reader.int32(),
  write: (writer, value) => writer.int32(value),
};

/** Larger values than `Int` of GraphQL has count as absent: no stop number or percentage is that large. */
export const uint32: ValueCodec<number> = {
  wire: WireType.Varint,
  read(reader) {
    const value = reader.uint32();
    return value > 0x7fff_ffff ? undefined : value;
  },
  write: (writer, value) => writer.uint32(value),
};

/** As a number: instants of GTFS Realtime are seconds, far below 2^53. */
export const int64: ValueCodec<number> = {
  wire: WireType.Varint,
  read(reader) {
    const value = reader.shortVarint();
    return value === -1 ? Number(reader.int64()) : value;
  },
  write: (writer, value) => writer.int64(value),
};

export const uint64: ValueCodec<number> = {
  wire: WireType.Varint,
  read(reader) {
    const value = reader.shortVarint();
    return value === -1 ? Number(reader.uint64()) : value;
  },
  write: (writer, value) => writer.uint64(value),
};

export const float: ValueCodec<number> = {
  wire: WireType.Bit32,
  read: (reader) => reader.float(),
  write: (writer, value) => writer.float(value),
};

export const double: ValueCodec<number> = {
  wire: WireType.Bit64,
  read: (reader) => reader.double(),
  write: (writer, value) => writer.double(value),
};

/** An enum by its names. */
export function enumeration<Name extends string>(numbers: Readonly<Record<Name, number>>): ValueCodec<Name> {
  const names = new Map(Object.entries<number>(numbers).map(([name, number]) => [number, name as Name]));
  return {
    wire: WireType.Varint,
    read: (reader) => names.get(reader.int32()),
    write: (writer, value) => writer.int32(numbers[value]),
  };
}
