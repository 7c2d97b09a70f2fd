import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { type FeedMessageInit, feedEntity, feedHeader } from './feed-message.ts';

/** Encodes a message. */
export function writeFeedMessage({ header, entity }: FeedMessageInit): Uint8Array {
  const writer = new BinaryWriter();
  feedHeader.write(writer.tag(1, WireType.LengthDelimited), header);
  for (const each of entity) feedEntity.write(writer.tag(2, WireType.LengthDelimited), each);
  return writer.finish();
}
