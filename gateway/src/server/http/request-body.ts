import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { PublicError } from '@civic-graph/errors';
import { harmlessBytes, JsonNesting } from './json-nesting.ts';

export interface BodyBounds {
  readonly maxBodyBytes: number;
  /** Maximum nesting of lists and objects in a body. */
  readonly maxNesting: number;
}

/**
 * Reads a body, or returns the refusal as soon as a limit is exceeded. Reading on would fill memory outside
 * the heap, which garbage collection frees late, so the connection must be closed with the answer.
 */
export function readBody(
  request: IncomingMessage,
  { maxBodyBytes, maxNesting }: BodyBounds,
): Promise<Buffer | PublicError> {
  const announced = Number(request.headers['content-length'] ?? Number.NaN);
  if (announced > maxBodyBytes) return Promise.resolve(new PublicError('PAYLOAD_TOO_LARGE'));
  const nesting = announced <= harmlessBytes ? null : new JsonNesting(maxNesting);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const settle = (body: Buffer | PublicError) => {
      request.off('data', take).off('end', end).off('error', goneAway);
      resolve(body);
    };
    const refuse = (error: PublicError) => {
      settle(error);
      request.pause();
    };
    const take = (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > maxBodyBytes) refuse(new PublicError('PAYLOAD_TOO_LARGE'));
      else if (nesting?.isDeeperWith(chunk))
        refuse(new PublicError('BAD_REQUEST', 'The body nests too deep.'));
    };
    const end = () => {
      const [first] = chunks;
      settle(first && chunks.length === 1 ? first : Buffer.concat(chunks, length));
    };
    // The client has left, so there is nobody to answer.
    const goneAway = () => settle(new PublicError('BAD_REQUEST'));
    request.on('data', take).on('end', end).on('error', goneAway);
  });
}

/**
 * Whether the rest of a refused body is bounded, so that Node may read it to the end and reuse the
 * connection.
 */
export function isBounded(headers: IncomingHttpHeaders, maxBodyBytes: number): boolean {
  const length = headers['content-length'];
  return length === undefined ? headers['transfer-encoding'] === undefined : Number(length) <= maxBodyBytes;
}
