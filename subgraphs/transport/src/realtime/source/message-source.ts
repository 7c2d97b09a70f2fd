import { readFile, stat } from 'node:fs/promises';
import { SourceError } from '../../source/feed-source.ts';
import { isUrl } from '../../source/zip-source.ts';
import { urlMessages } from './url-messages.ts';

/** Where messages of GTFS Realtime come from. */
export interface MessageSource {
  /**
   * @returns `null` if nothing has changed since the last message that was accepted
   * @throws SourceError
   */
  read(): Promise<Uint8Array | null>;
  /** Called when the last read was of use: a refused message is read, and refused, again. */
  accepted?(): void;
}

/** The largest public messages, of whole countries, have about 20 MB. */
export const maxMessageBytes = 64 * 1024 ** 2;

export function messageSource(place: string, headers: Readonly<Record<string, string>>): MessageSource {
  return isUrl(place) ? urlMessages(place, { headers, maxBytes: maxMessageBytes }) : fileMessages(place);
}

/** A local file, read again only if its size or modification time changes. Replace it by renaming. */
export function fileMessages(path: string, maxBytes = maxMessageBytes): MessageSource {
  let known = '';
  let last = '';
  return {
    async read() {
      last = known;
      try {
        const { size, mtimeMs } = await stat(path);
        if (`${size}:${mtimeMs}` === known) return null;
        if (size > maxBytes) throw new SourceError(`the file is larger than ${maxBytes} bytes`);
        const bytes = await readFile(path);
        last = `${size}:${mtimeMs}`;
        return bytes;
      } catch (error) {
        if (error instanceof SourceError) throw error;
        const { code } = error as NodeJS.ErrnoException;
        throw new SourceError(code === 'ENOENT' ? 'no such file' : `the file cannot be read (${code})`);
      }
    },
    accepted() {
      known = last;
    },
  };
}
