import type { Feed } from '../../../subgraphs/transport/src/feed/feed.ts';
import { readFeedMessage } from '../../../subgraphs/transport/src/realtime/message/read-feed-message.ts';
import type { RealtimeSnapshot } from '../../../subgraphs/transport/src/realtime/snapshot.ts';
import { SnapshotBuilder } from '../../../subgraphs/transport/src/realtime/snapshot-builder.ts';
import { noEntities, withMessage } from '../../../subgraphs/transport/src/realtime/source/entities.ts';
import { RealtimeSource } from '../../../subgraphs/transport/src/realtime/source/realtime-source.ts';

/** Applies messages as the service does, each in two steps that can be measured. */
export class MessageApplier {
  readonly #feed: Feed;
  readonly #source: RealtimeSource;
  readonly #builder = new SnapshotBuilder();

  constructor(feed: Feed) {
    this.#feed = feed;
    const settings = { name: 'bench', seconds: 15, staleSeconds: 300 };
    this.#source = new RealtimeSource(settings, { read: async () => null }, () => new Date());
  }

  decode(bytes: Uint8Array): ReturnType<typeof readFeedMessage> {
    return readFeedMessage(bytes);
  }

  async apply(message: Awaited<ReturnType<typeof readFeedMessage>>): Promise<RealtimeSnapshot> {
    const { timestamp = 0 } = message.header;
    this.#source.entities = withMessage(noEntities, message, timestamp);
    return this.#builder.build(this.#feed, [this.#source], new Date(timestamp * 1_000));
  }
}
