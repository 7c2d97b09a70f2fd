import { PublicError } from '@civic-graph/errors';

/**
 * Reads a body of at most `limit` bytes and no byte more: what is larger is dropped on the way.
 *
 * @throws PublicError SUBGRAPH_RESPONSE_TOO_LARGE
 */
export async function readBody(body: AsyncIterable<Uint8Array>, limit: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop destroys the stream and with it the connection.
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > limit) throw new PublicError('SUBGRAPH_RESPONSE_TOO_LARGE');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size).toString('utf8');
}
