import { pipeline, type Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { type Archive, ArchiveError } from './archive.ts';
import { checkedContent } from './checked-content.ts';
import { withoutTrailingBytes } from './zip-end.ts';

/** Methods of APPNOTE.TXT, 4.4.5. */
const [stored, deflated] = [0, 8];
/** Bytes that one step inflates; yauzl's own steps of 16 KB take half as long again. */
const chunkSize = 256 * 1_024;

/**
 * Opens an in-memory zip.
 *
 * Checks the declared sizes before inflating, and stops entries that inflate to more. So a zip bomb costs
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
    sizeOf: (file) => entries.get(file)?.uncompressedSize ?? 0,
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
  const { compressionMethod, uncompressedSize } = entry;
  if (entry.isEncrypted()) throw new ArchiveError('damaged', 'the file is encrypted');
  if (compressionMethod !== stored && compressionMethod !== deflated) {
    throw new ArchiveError('damaged', `unsupported compression method: ${compressionMethod}`);
  }
  try {
    const packed = await zip.openReadStreamPromise(entry, { decodeFileData: false });
    const checked = checkedContent(uncompressedSize, entry.crc32);
    // The reader gets failures of any stream, so the callbacks do nothing.
    if (compressionMethod === stored) return pipeline(packed, checked, () => {});
    return pipeline(packed, createInflateRaw({ chunkSize }), checked, () => {});
  } catch (error) {
    throw new ArchiveError('damaged', error instanceof Error ? error.message : String(error));
  }
}
