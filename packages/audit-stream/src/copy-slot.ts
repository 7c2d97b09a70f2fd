import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Consumer, DeliverPolicy, JetStreamApiError, JetStreamError } from '@nats-io/jetstream';
import type { AuditStream } from './connect-stream.ts';
import { type FilePosition, readFileHeaders } from './file-messages.ts';
import { journalStream, slotSubjects } from './subjects.ts';

const batch = 500;
const expiresMs = 5_000;
/** Servers that elect a leader refuse the consumer and its requests meanwhile. */
const patienceMs = 15_000;
const pauseMs = 500;

/**
 * Writes the journal that the stream has for a slot into an empty folder.
 *
 * @returns sequence of the last message of each file
 * @throws Error if the stream does not answer, or has a message that no gateway wrote
 */
export async function copySlot(
  { js, jsm }: AuditStream,
  slot: string,
  folder: string,
): Promise<ReadonlyMap<string, number>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const last = new Map<string, number>();
  const filter = slotSubjects(slot);
  const { state } = await jsm.streams.info(journalStream, { subjects_filter: filter });
  if (Object.keys(state.subjects ?? {}).length === 0) return last;
  const files = new OpenFiles(folder);
  try {
    let consumer: Consumer | null = null;
    let next = 1;
    let lastReadAt = performance.now();
    for (let pending = 1; pending > 0; ) {
      try {
        consumer ??= await js.consumers.get(journalStream, {
          filter_subjects: filter,
          deliver_policy: DeliverPolicy.StartSequence,
          opt_start_seq: next,
        });
        for await (const message of await consumer.fetch({ max_messages: batch, expires: expiresMs })) {
          const position = readFileHeaders(message.headers);
          await files.write(position, message.data);
          last.set(position.file, message.seq);
          next = message.seq + 1;
          lastReadAt = performance.now();
          ({ pending } = message.info);
          if (pending === 0) break;
        }
      } catch (error) {
        if (!(error instanceof JetStreamError || error instanceof JetStreamApiError)) throw error;
        consumer = null;
        await wait(pauseMs);
      }
      if (performance.now() - lastReadAt > patienceMs) throw unreadable(slot);
    }
    return last;
  } finally {
    await files.close();
  }
}

const unreadable = (slot: string) =>
  new Error(`the journal ${slot} cannot be read from the stream: check the NATS servers, then retry`);

class OpenFiles {
  readonly #folder: string;
  readonly #open = new Map<string, { readonly handle: FileHandle; size: number }>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  async write({ file, offset }: FilePosition, bytes: Uint8Array): Promise<void> {
    let known = this.#open.get(file);
    if (known === undefined) {
      known = { handle: await open(join(this.#folder, file), 'a', 0o600), size: 0 };
      this.#open.set(file, known);
    }
    if (offset > known.size) throw new Error(`the stream lacks a part of ${file}`);
    if (offset < known.size) await known.handle.truncate(offset);
    await known.handle.appendFile(bytes);
    known.size = offset + bytes.length;
  }

  async close(): Promise<void> {
    for (const { handle } of this.#open.values()) await handle.close();
  }
}
