import { ProviderUnavailable } from './provider.ts';

/** A province's day of lines is some 100 MB; more than this is not a statement. */
const limitBytes = 512 * 1024 * 1024;

/**
 * The body of an answer, cut off where it is larger than a statement can be.
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
