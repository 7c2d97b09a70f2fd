import { createHash, randomUUID } from 'node:crypto';
import { anonymous } from '@civic-graph/policy';
import { createRequestSigner } from '@civic-graph/tokens';
import { getOperationAST, type OperationTypeNode, parse } from 'graphql';
import { z } from 'zod';
import { operationDigest } from './operation-digest.ts';

/** An operation that an app may run. */
export interface SafelistedOperation {
  /** Digest of the normalised operation, see `operationDigest`; it decides about a request. */
  readonly digest: string;
  /** SHA-256 of the text: the hash that clients send. */
  readonly hash: string;
  readonly text: string;
  readonly kind: OperationTypeNode;
  readonly name: string | null;
}

/**
 * The operations that an app may run.
 * @throws if the identity service does not answer
 */
export type SafelistClient = (clientId: string) => Promise<readonly SafelistedOperation[]>;

const answer = z.object({ operations: z.array(z.object({ text: z.string() })) });

/** Shorter than a request's deadline, so that the app gets an answer. */
const timeoutMs = 1_500;

export function createSafelistClient({
  url,
  secret,
}: {
  readonly url: string;
  readonly secret: string;
}): SafelistClient {
  const sign = createRequestSigner({ secret, keyId: 'identity' });
  return async (clientId) => {
    const path = `/safelists/${encodeURIComponent(clientId)}`;
    const headers = sign({ method: 'GET', path, body: '', principal: anonymous, requestId: randomUUID() });
    const response = await fetch(new URL(path, url), {
      headers,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`status ${response.status}`);
    }
    const { operations } = answer.parse(await response.json());
    return operations.map(({ text }) => readEntry(text));
  };
}

/** Identity stores only operations that a gateway has validated, one per text. */
function readEntry(text: string): SafelistedOperation {
  const document = parse(text, { noLocation: true });
  const operation = getOperationAST(document);
  if (!operation) throw new Error('a safelist entry is not exactly one operation');
  const digest = operationDigest(document, operation);
  const hash = createHash('sha256').update(text).digest('hex');
  return { digest, hash, text, kind: operation.operation, name: operation.name?.value ?? null };
}
