import { appendFile, readFile, rename, rm, stat, truncate } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { type Disk, type DiskFile, isLasting, localDisk } from '@civic-graph/audit';
import type { AuditStream } from './connect-stream.ts';
import { fileHeaders, maxMessageBytes } from './file-messages.ts';
import { createSubjectWriter, type SubjectWriter } from './subject-writer.ts';
import { fileSubject, journalStream } from './subjects.ts';

export interface StreamDiskOptions {
  readonly stream: AuditStream;
  readonly slot: string;
  /** The journal's folder; it may be lost at any time. */
  readonly folder: string;
  /** Unique to this process. */
  readonly writer: string;
  /** Sequence of the last message of each file. */
  readonly last: ReadonlyMap<string, number>;
}

const lineEnd = 0x0a;

/**
 * A disk whose files in one folder are durable in JetStream, which acknowledges every change before it is
 * made in the folder. The folder serves only for reading. Files elsewhere are on the local disk.
 *
 * @throws SlotLost if another gateway writes these files
 */
export async function openStreamDisk(options: StreamDiskOptions): Promise<Disk> {
  const { stream, slot, folder, writer, last } = options;
  const writers = new Map<string, SubjectWriter>();

  /** Name of a file that is in the stream, or null. */
  function streamed(path: string): string | null {
    const name = relative(folder, path);
    const isInside = name !== '' && !name.startsWith('..') && !isAbsolute(name);
    return isInside && isLasting(name) ? name : null;
  }

  async function publish(name: string, offset: number, bytes: Buffer): Promise<void> {
    let own = writers.get(name);
    if (own === undefined) {
      const subject = fileSubject(slot, name);
      own = createSubjectWriter({
        ...{ stream, name: journalStream, subject, writer },
        last: last.get(name) ?? 0,
      });
      writers.set(name, own);
    }
    for (let from = 0; from === 0 || from < bytes.length; from += maxMessageBytes) {
      const part = bytes.subarray(from, from + maxMessageBytes);
      await own.publish(part, fileHeaders(name, offset + from));
    }
  }

  async function openStreamed(path: string, name: string): Promise<DiskFile> {
    await appendFile(path, '', { mode: 0o600 });
    let size = (await readFile(path)).length;
    const cut = async (bytes: number) => {
      await truncate(path, bytes);
      size = bytes;
    };
    return {
      async append(bytes) {
        await publish(name, size, bytes);
        await appendFile(path, bytes);
        size += bytes.length;
      },
      // The next message says where the file ends.
      truncate: cut,
      async probe(end) {
        await cut(end);
        await publish(name, end, Buffer.alloc(0));
      },
      async measure() {
        const wholeBytes = (await readFile(path)).lastIndexOf(lineEnd) + 1;
        return { wholeBytes, tornBytes: size - wholeBytes };
      },
      close: async () => undefined,
    };
  }

  // From then on the stream refuses the previous writer of each file, which may only have been cut off.
  for (const name of last.keys()) {
    const { size } = await stat(join(folder, name));
    await publish(name, size, Buffer.alloc(0));
  }

  return {
    makeFolder: localDisk.makeFolder,
    open(path) {
      const name = streamed(path);
      return name === null ? localDisk.open(path) : openStreamed(path, name);
    },
    async rename(from, to) {
      const name = streamed(to);
      if (name === null) return localDisk.rename(from, to);
      await publish(name, 0, await readFile(from));
      await rename(from, to);
    },
    async remove(path) {
      const name = streamed(path);
      if (name === null) return localDisk.remove(path);
      await stream.jsm.streams.purge(journalStream, { filter: fileSubject(slot, name) });
      writers.delete(name);
      await rm(path, { force: true });
    },
  };
}
