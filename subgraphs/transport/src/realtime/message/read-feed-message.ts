import { setImmediate } from 'node:timers/promises';
import { WireType } from '@bufbuild/protobuf/wire';
import { type FeedEntity, type FeedHeader, feedEntity, feedHeader } from './feed-message.ts';
import { MalformedMessage, MessageReader, type NestedLimits } from './message-reader.ts';

/** A decoded message. */
export interface FeedMessage {
  readonly header: FeedHeader;
  readonly entities: readonly FeedEntity[];
  /** About how much memory each entity takes, in bytes. */
  readonly sizes: readonly number[];
}

/** More than the largest public feeds have. */
const maxEntities = 200_000;
/** The largest public messages, of 20 MB, have about 2 million. */
const defaultLimits: NestedLimits = { total: 3_000_000, entity: 20_000 };
/** Maximum bytes of an entity, which is read without a pause; the largest public ones have some thousands. */
const maxEntityBytes = 256 * 1024;
const bytesOfNested = 100;
/** Bytes between pauses: about a millisecond of reading. */
const bytesOfSlice = 64_000;

const headerField = 1;
const entityField = 2;

/**
 * Decodes a whole message, and yields to the event loop in between.
 *
 * @throws MalformedMessage if any part of it is invalid, so that no part is used
 */
export async function readFeedMessage(bytes: Uint8Array, limits = defaultLimits): Promise<FeedMessage> {
  const reader = new MessageReader(bytes, limits);
  const entities: FeedEntity[] = [];
  const sizes: number[] = [];
  let header: FeedHeader | undefined;
  let pause = bytesOfSlice;
  try {
    while (reader.pos < reader.len) {
      const [number, wire] = reader.tag();
      if (wire !== WireType.LengthDelimited) reader.skip(wire, number);
      else if (number === headerField) header = feedHeader.read(reader);
      else if (number === entityField) {
        const { pos, nested } = reader;
        entities.push(readEntity(reader));
        sizes.push(reader.pos - pos + (reader.nested - nested) * bytesOfNested);
      } else reader.skip(wire, number);
      if (entities.length > maxEntities)
        throw new MalformedMessage(`it has more than ${maxEntities} entities`);
      if (reader.pos < pause) continue;
      pause = reader.pos + bytesOfSlice;
      await setImmediate();
    }
  } catch (error) {
    if (error instanceof MalformedMessage) throw error;
    throw new MalformedMessage('it is not a GTFS Realtime message (protobuf)', { cause: error });
  }
  if (header?.gtfsRealtimeVersion === undefined)
    throw new MalformedMessage('it has no header with a version');
  return { header, entities, sizes };
}

function readEntity(reader: MessageReader): FeedEntity {
  const start = reader.pos;
  if (reader.uint32() > maxEntityBytes) {
    throw new MalformedMessage(`an entity is larger than ${maxEntityBytes} bytes`);
  }
  reader.pos = start;
  reader.beginEntity();
  const entity = feedEntity.read(reader);
  if (entity?.id === undefined) throw new MalformedMessage('an entity has no id');
  return entity;
}
