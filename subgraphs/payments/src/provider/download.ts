import { ProviderUnavailable } from './provider.ts';

/** Maximum size of a statement; a province's day is some 100 MB. */
const limitBytes = 512 * 1024 * 1024;

/**
 * Reads a response body up to the maximum size of a statement.
 *
 * @throws ProviderUnavailable
 */
export async function readBody(response: Response, limit = limitBytes): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > limit) throw new ProviderUnavailable(`the answer is larger than ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
