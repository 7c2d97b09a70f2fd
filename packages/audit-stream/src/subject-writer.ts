import type { MsgHdrs } from '@nats-io/transport-node';
import type { AuditStream } from './connect-stream.ts';
import { isWrongSequence, SlotLost } from './stream-errors.ts';

/** Header that names the process that wrote a message. */
export const writerHeader = 'Civic-Writer';

export interface SubjectWriter {
  /**
   * Publishes a message; resolves once a majority of the replicas has stored it.
   * @throws SlotLost if another process has written to the subject
   */
  publish(bytes: Buffer, headers: MsgHdrs): Promise<void>;
}

export interface SubjectWriterOptions {
  readonly stream: AuditStream;
  /** Name of the JetStream stream. */
  readonly name: string;
  readonly subject: string;
  /** Unique to this process. */
  readonly writer: string;
  /** Sequence of the last message of the subject; 0 for none. */
  readonly last: number;
}

/**
 * The only writer of a subject: each message names the one before it, so that the stream refuses a second
 * writer, even one that was cut off and comes back.
 */
export function createSubjectWriter(options: SubjectWriterOptions): SubjectWriter {
  const { stream, name, subject, writer } = options;
  let { last } = options;
  /** Whether the stream may have an unacknowledged message. */
  let isUncertain = false;
  return {
    async publish(bytes, headers) {
      if (isUncertain) await settle();
      headers.set(writerHeader, writer);
      try {
        const expect = { lastSubjectSequence: last };
        const { seq } = await stream.js.publish(subject, bytes, { headers, expect, retries: 0 });
        last = seq;
      } catch (error) {
        isUncertain = true;
        if (isWrongSequence(error)) await settle();
        throw error;
      }
    },
  };

  /** @throws SlotLost if another process wrote the last message */
  async function settle(): Promise<void> {
    const found = await stream.jsm.streams.getMessage(name, { last_by_subj: subject });
    const seq = found?.seq ?? 0;
    if (seq !== last && seq !== 0 && found?.header.get(writerHeader) !== writer) {
      throw new SlotLost(`another gateway writes ${subject}`);
    }
    last = seq;
    isUncertain = false;
  }
}
