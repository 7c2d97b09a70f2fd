import type { FeedMessageInit } from '../src/realtime/message/feed-message.ts';
import { writeFeedMessage } from '../src/realtime/message/write-feed-message.ts';
import { RealtimeSource } from '../src/realtime/source/realtime-source.ts';

/** A source whose next messages a test writes. */
export class WrittenSource extends RealtimeSource {
  readonly #messages: Uint8Array[];

  constructor(name: string, clock: () => Date) {
    const messages: Uint8Array[] = [];
    const read = async () => messages.shift() ?? null;
    super({ name, seconds: 15, staleSeconds: 300 }, { read }, clock);
    this.#messages = messages;
  }

  /** @returns whether it was used */
  async say(
    entity: FeedMessageInit['entity'],
    timestamp: number,
    incrementality?: 'FULL_DATASET' | 'DIFFERENTIAL',
  ): Promise<boolean> {
    return this.sayBytes(
      writeFeedMessage({ header: { gtfsRealtimeVersion: '2.0', timestamp, incrementality }, entity }),
    );
  }

  async sayBytes(bytes: Uint8Array): Promise<boolean> {
    this.#messages.push(bytes);
    return this.read();
  }
}
