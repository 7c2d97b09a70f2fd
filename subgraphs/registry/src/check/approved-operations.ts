import { randomUUID } from 'node:crypto';
import { anonymous } from '@civic-graph/policy';
import { createRequestSigner } from '@civic-graph/tokens';
import { z } from 'zod';

/** An operation that an app may run, as agencies have approved it. */
export interface ApprovedOperation {
  /** Client id. */
  readonly app: string;
  readonly name: string | null;
  /** SHA-256 (hex) of its text. */
  readonly hash: string;
  readonly text: string;
}

const page = z.object({
  operations: z.array(
    z.object({ app: z.string(), name: z.string().nullable(), hash: z.string(), text: z.string() }),
  ),
  next: z.object({ app: z.string(), hash: z.string() }).nullable(),
});

const timeoutMs = 5_000;
/** Of all texts together; more would not fit into the checker's process. */
const maxCharacters = 64_000_000;

/**
 * Reads the approved operations of all apps from the identity service, page by page; calls are signed by the
 * registry's own secret.
 *
 * @param url of the identity service, with any path
 */
export function approvedOperations(url: string, secret: string): () => Promise<readonly ApprovedOperation[]> {
  const sign = createRequestSigner({ secret, keyId: 'platform' });
  return async () => {
    const operations: ApprovedOperation[] = [];
    let characters = 0;
    for (let path: string | null = '/approved-operations'; path !== null; ) {
      const read = await readPage(path);
      operations.push(...read.operations);
      characters += read.operations.reduce((sum, { text }) => sum + text.length, 0);
      if (characters > maxCharacters) throw new Error('there are too many approved operations');
      const { next } = read;
      path = next === null ? null : `/approved-operations/after/${encodeURIComponent(next.app)}/${next.hash}`;
    }
    return operations;
  };

  async function readPage(path: string): Promise<z.infer<typeof page>> {
    const headers = sign({ method: 'GET', path, body: '', principal: anonymous, requestId: randomUUID() });
    const response = await fetch(new URL(path, url), {
      headers,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.ok) return page.parse(await response.json());
    await response.body?.cancel();
    throw new Error(`identity answers with status ${response.status}`);
  }
}
