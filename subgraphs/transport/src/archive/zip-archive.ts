import { pipeline, type Readable } from 'node:stream';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { type Archive, ArchiveError } from './archive.ts';
import { checkedSum } from './checksum.ts';
import { withoutTrailingBytes } from './zip-end.ts';

/**
 * Opens an in-memory zip.
 *
 * Checks the declared sizes before inflating; yauzl stops entries that inflate to more. So a zip bomb costs
 * only its directory.
 *
 * @param bytes the zip
 * @param maxUnpackedBytes bound on the sum of all entries
 */
export async function zipArchive(bytes: Buffer, maxUnpackedBytes: number): Promise<Archive> {
  const { zip, entries } = await readDirectory(bytes, maxUnpackedBytes);
  return {
    paths: [...entries.keys()].filter((path) => !path.endsWith('/')),
    has: (file) => entries.has(file),
    folderOf: (file) => folderOf(file, entries.keys()),
    open: async (file) => {
      const entry = entries.get(file);
      if (entry === undefined) throw new ArchiveError('damaged', `no file ${file}`);
      return openEntry(zip, entry);
    },
  };
}

function folderOf(file: string, paths: Iterable<string>): string | null {
  for (const path of paths) if (path.endsWith(`/${file}`)) return path.slice(0, -file.length - 1);
  return null;
}

async function readDirectory(bytes: Buffer, maxUnpackedBytes: number) {
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  try {
    const zip = await fromBufferPromise(withoutTrailingBytes(bytes), { lazyEntries: true, autoClose: false });
    for await (const entry of zip.eachEntry()) {
      unpacked += entry.uncompressedSize;
      if (unpacked > maxUnpackedBytes) {
        throw new ArchiveError('too_large', `unpacks to more than ${maxUnpackedBytes} bytes`);
      }
      entries.set(entry.fileName, entry);
    }
    return { zip, entries };
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    throw new ArchiveError('not_a_zip', error instanceof Error ? error.message : String(error));
  }
}

async function openEntry(zip: ZipFile, entry: Entry): Promise<Readable> {
  try {
    // The reader gets failures of either stream, so the callback does nothing.
    return pipeline(await zip.openReadStreamPromise(entry), checkedSum(entry.crc32), () => {});
  } catch (error) {
    throw new ArchiveError('damaged', error instanceof Error ? error.message : String(error));
  }
}
