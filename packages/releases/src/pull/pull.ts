import { randomUUID } from 'node:crypto';
import { anonymous } from '@civic-graph/policy';
import { createRequestSigner } from '@civic-graph/tokens';
import { rolloutMediaType } from '../rollout.ts';

export interface RegistryAddress {
  readonly url: string;
  /** Shared with the registry, base64url of at least 32 bytes; signs the pulls. */
  readonly secret: string;
  /**
   * Id of this gateway, which decides whether it belongs to a canary; `null` always includes it, for
   * services.
   */
  readonly gateway: string | null;
}

export interface PullRequest {
  /** ETag of the current artifact; `null` for none. */
  readonly known: string | null;
  /** Maximum time for which the registry may delay the answer until there is a new artifact. */
  readonly waitSeconds: number;
  readonly signal: AbortSignal;
}

/** A signed or encrypted artifact of the registry, not yet verified. */
export interface Pulled {
  readonly token: string;
  readonly etag: string;
}

export interface PullContent {
  /** Whether rollouts are pulled with the schemas of their contracts. Default is false. */
  readonly withContracts?: boolean;
}

/** @returns `null` while the known artifact is current */
export type Pull = (request: PullRequest) => Promise<Pulled | null>;

/** The registry did not answer, or has no artifact yet. */
export class PullError extends Error {
  override readonly name = 'PullError';
}

const answerMs = 5_000;
/** A supergraph of ten thousand types is about 5 MB. */
const maxBytes = 64_000_000;

/** `GET` of a path of the registry by long polling (RFC 7240, `Prefer: wait`). */
export function createPull(
  { url, secret, gateway }: RegistryAddress,
  path: string,
  { withContracts = false }: PullContent = {},
): Pull {
  const sign = createRequestSigner({ secret, keyId: 'platform' });
  const target = new URL(path, url);
  if (gateway !== null) target.searchParams.set('gateway', gateway);
  if (withContracts) target.searchParams.set('contracts', 'true');
  return async ({ known, waitSeconds, signal }) => {
    const signed = sign({
      ...{ method: 'GET', path, body: '', principal: anonymous, requestId: randomUUID() },
      query: target.search || '?',
    });
    const deadline = AbortSignal.timeout(waitSeconds * 1_000 + answerMs);
    try {
      const response = await fetch(target, {
        headers: {
          ...signed,
          accept: rolloutMediaType,
          ...(waitSeconds > 0 && { prefer: `wait=${waitSeconds}` }),
          ...(known !== null && { 'if-none-match': known }),
        },
        redirect: 'error',
        signal: AbortSignal.any([signal, deadline]),
      });
      if (response.status === 304) return null;
      if (response.ok) {
        return { token: await readBounded(response), etag: response.headers.get('etag') ?? '' };
      }
      await response.body?.cancel();
      throw new PullError(`the registry answers with status ${response.status}`);
    } catch (error) {
      if (error instanceof PullError) throw error;
      throw new PullError(`the registry does not answer (${reasonOf(error)})`, { cause: error });
    }
  };
}

async function readBounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new PullError(`the registry sends more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof Error) return 'code' in cause ? String(cause.code) : cause.message;
  return error.name === 'TimeoutError' ? 'no answer in time' : error.message;
}
