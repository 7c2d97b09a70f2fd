import { setImmediate } from 'node:timers/promises';
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { MalformedMessage } from './codec.ts';
import { type FeedEntity, type FeedHeader, feedEntity, feedHeader } from './feed-message.ts';

/** A decoded message. */
export interface FeedMessage {
  readonly header: FeedHeader;
  readonly entities: readonly FeedEntity[];
}

/** More than the largest public feeds have. */
const maxEntities = 200_000;
/** Bytes between pauses: about a millisecond of reading. */
const bytesOfSlice = 16_000;

const headerField = 1;
const entityField = 2;

/**
 * Decodes a whole message, and yields to the event loop in between.
 *
 * @throws MalformedMessage if any part of it is invalid, so that no part is used
 */
export async function readFeedMessage(bytes: Uint8Array): Promise<FeedMessage> {
  const reader = new BinaryReader(bytes);
  const entities: FeedEntity[] = [];
  let header: FeedHeader | undefined;
  let pause = bytesOfSlice;
  try {
    while (reader.pos < reader.len) {
      const [number, wire] = reader.tag();
      if (wire !== WireType.LengthDelimited) reader.skip(wire, number);
      else if (number === headerField) header = feedHeader.read(reader);
      else if (number === entityField) entities.push(identified(feedEntity.read(reader)));
      else reader.skip(wire, number);
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
  return { header, entities };
}

function identified(entity: FeedEntity | undefined): FeedEntity {
  if (entity?.id === undefined) throw new MalformedMessage('an entity has no id');
  return entity;
}
