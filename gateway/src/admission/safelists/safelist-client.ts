import { createHash, randomUUID } from 'node:crypto';
import { anonymous } from '@civic-graph/policy';
import { createRequestSigner } from '@civic-graph/tokens';
import { getOperationAST, parse } from 'graphql';
import { z } from 'zod';
import { operationDigest } from './operation-digest.ts';

/** The operations that an app may run. */
export interface Safelist {
  /** Digests of the normal forms, which requests are compared with. */
  readonly digests: ReadonlySet<string>;
  /** Texts by their SHA-256, which clients send as the hash. */
  readonly texts: ReadonlyMap<string, string>;
}

/** @throws where the identity service does not answer */
export type SafelistClient = (clientId: string) => Promise<Safelist>;

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
    return {
      digests: new Set(operations.map(({ text }) => digestOf(text))),
      texts: new Map(operations.map(({ text }) => [createHash('sha256').update(text).digest('hex'), text])),
    };
  };
}

/** Identity stores only operations that a gateway has validated, one per text. */
function digestOf(text: string): string {
  const document = parse(text, { noLocation: true });
  const operation = getOperationAST(document);
  if (!operation) throw new Error('a safelist entry is not exactly one operation');
  return operationDigest(document, operation);
}
