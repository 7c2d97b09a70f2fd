import { SourceError } from './feed-source.ts';

/**
 * Reads the body of a response. Counts while reading, because the declared length may be missing or wrong.
 *
 * @throws SourceError if it is larger
 */
export async function boundedBody(response: Response, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new SourceError(`the download is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
