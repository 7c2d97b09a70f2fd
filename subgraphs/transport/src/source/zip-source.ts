import { createHash } from 'node:crypto';
import { access, constants, stat } from 'node:fs/promises';
import { boundedBody } from './bounded-body.ts';
import { type FeedSnapshot, type FeedSource, SourceError } from './feed-source.ts';

export interface ZipLimits {
  /** Maximum size of the zip. */
  readonly maxPackedBytes: number;
  /** Maximum unpacked size. */
  readonly maxUnpackedBytes: number;
}

/** Limits of one feed. The largest public feeds, of whole countries, unpack to about 2 GB. */
const usualLimits: ZipLimits = { maxPackedBytes: 1024 ** 3, maxUnpackedBytes: 4 * 1024 ** 3 };

/** @param place path or `http(s)` URL */
export function zipSource(place: string): FeedSource {
  return isUrl(place) ? urlSource(place, usualLimits) : fileSource(place, usualLimits);
}

export function isUrl(place: string): boolean {
  return /^https?:\/\//i.test(place) && URL.canParse(place);
}

/** A local zip, read again only if its size or modification time changes. */
export function fileSource(path: string, limits: ZipLimits): FeedSource {
  return {
    async read() {
      const found = await stat(path).catch(unreadable);
      if (!found.isFile()) throw new SourceError('not a file; give the path of a GTFS zip');
      // Before the version is known: correct permissions do not change size and time.
      await access(path, constants.R_OK).catch(unreadable);
      const { size, mtimeMs } = found;
      if (size > limits.maxPackedBytes) {
        throw new SourceError(`the file is larger than ${limits.maxPackedBytes} bytes`);
      }
      return {
        fingerprint: `${size}:${mtimeMs}`,
        content: { kind: 'file', path, maxUnpackedBytes: limits.maxUnpackedBytes },
      };
    },
  };
}

function unreadable({ code }: NodeJS.ErrnoException): never {
  throw new SourceError(code === 'ENOENT' ? 'no such file' : `the file cannot be read (${code})`);
}

const downloadDeadlineMilliseconds = 120_000;

/** A zip on the web, downloaded each time; equal bytes are the same feed. */
export function urlSource(url: string, limits: ZipLimits, fetchUrl: typeof fetch = fetch): FeedSource {
  return {
    async read(): Promise<FeedSnapshot> {
      const bytes = await download(url, limits.maxPackedBytes, fetchUrl);
      return {
        fingerprint: createHash('sha256').update(bytes).digest('base64url'),
        content: { kind: 'zip', bytes, maxUnpackedBytes: limits.maxUnpackedBytes },
      };
    },
  };
}

async function download(url: string, maxBytes: number, fetchUrl: typeof fetch): Promise<Buffer> {
  try {
    const signal = AbortSignal.timeout(downloadDeadlineMilliseconds);
    // A redirect could lead into the internal network.
    const response = await fetchUrl(url, { redirect: 'manual', signal });
    if (response.status >= 300 && response.status < 400)
      throw new SourceError(`the server redirected (${response.status}); set the final address`);
    if (!response.ok || response.body === null)
      throw new SourceError(`the server answered ${response.status}`);
    return await boundedBody(response, maxBytes);
  } catch (error) {
    if (error instanceof SourceError) throw error;
    throw new SourceError('the download failed', { cause: error });
  }
}
