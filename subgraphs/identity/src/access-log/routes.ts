import { journalBatchType, readJournalBatch } from '@civic-graph/audit';
import { PublicError } from '@civic-graph/errors';
import { createRequestVerifier } from '@civic-graph/tokens';
import type { FastifyInstance } from 'fastify';
import { type ReceiverOptions, readBatch, receiveEntries } from './receive-entries.ts';

export interface AccessLogOptions extends ReceiverOptions {
  /** base64url; the secret of the gateway's call signatures. */
  readonly secret: string;
}

const bodyLimit = 8_000_000;

/** `POST /access-records`, for gateways: signed (RFC 9421) journal batches. */
export async function accessLogRoutes(app: FastifyInstance, options: AccessLogOptions): Promise<void> {
  const { secret, clock } = options;
  const verifier = createRequestVerifier({ secret, keyId: 'identity', clock });
  // The signature covers the raw bytes.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(journalBatchType, { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );

  app.post('/access-records', { bodyLimit }, async (request, reply) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const { method, url: path, headers } = request;
    // Idempotent, so a replayed call does no harm.
    await verifier.verify({ method, path, headers, body });
    const received = await receiveEntries(options, readBatch(unpack(body)));
    return reply.header('cache-control', 'no-store').send(received);
  });
}

function unpack(body: Buffer): unknown {
  try {
    const { head, lines, digest } = readJournalBatch(body);
    return { ...(head as object), lines, digest };
  } catch {
    throw new PublicError('BAD_REQUEST', 'the body is not a journal batch');
  }
}
