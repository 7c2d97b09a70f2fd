import { Readable } from 'node:stream';
import { type Archive, ArchiveError } from './archive.ts';

/** An archive of texts in memory: file name to CSV. */
export function textArchive(files: ReadonlyMap<string, string>): Archive {
  return {
    paths: [...files.keys()],
    has: (file) => files.has(file),
    folderOf: () => null,
    sizeOf: (file) => Buffer.byteLength(files.get(file) ?? ''),
    open: async (file) => {
      const text = files.get(file);
      if (text === undefined) throw new ArchiveError('damaged', `no file ${file}`);
      return Readable.from([Buffer.from(text)]);
    },
  };
}
