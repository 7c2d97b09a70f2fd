import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditStream } from './connect-stream.ts';
import { type FilePosition, readFileHeaders } from './file-messages.ts';
import { journalStream, slotSubjects } from './subjects.ts';

const batch = 500;
const patienceMs = 5_000;

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
    const consumer = await js.consumers.get(journalStream, { filter_subjects: filter });
    for (let pending = 1; pending > 0; ) {
      let received = 0;
      for await (const message of await consumer.fetch({ max_messages: batch, expires: patienceMs })) {
        received += 1;
        const position = readFileHeaders(message.headers);
        await files.write(position, message.data);
        last.set(position.file, message.seq);
        ({ pending } = message.info);
        if (pending === 0) break;
      }
      if (received === 0)
        throw new Error(
          `the journal ${slot} cannot be read from the stream: check the NATS servers, then retry`,
        );
    }
    return last;
  } finally {
    await files.close();
  }
}

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
