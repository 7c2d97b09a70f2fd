const maxBytes = 256_000;

const loopbacks = new Set(['127.0.0.1', '[::1]', 'localhost']);

export interface ProviderFetchOptions {
  /** Allows http on loopback, for demos only. */
  readonly loopback: boolean;
  readonly fetch?: typeof fetch;
  /** Time (in milliseconds) for a whole answer. Default is 5000. */
  readonly deadlineMs?: number;
}

export type ProviderFetch = (url: string, init?: RequestInit) => Promise<Response>;

/** Whether a provider may be called, or a person sent there. */
export function isAllowedAddress(
  { protocol, hostname }: URL,
  { loopback }: Pick<ProviderFetchOptions, 'loopback'>,
): boolean {
  return protocol === 'https:' || (protocol === 'http:' && loopback && loopbacks.has(hostname));
}

/** Calls a provider. Follows no redirect, and limits time and size. */
export function createProviderFetch(options: ProviderFetchOptions): ProviderFetch {
  const { fetch = globalThis.fetch, deadlineMs = 5_000 } = options;
  return async (url, init = {}) => {
    if (!isAllowedAddress(new URL(url), options)) throw new Error('the address of a provider is not https');
    const response = await fetch(url, {
      ...init,
      redirect: 'error',
      signal: AbortSignal.timeout(deadlineMs),
    });
    const body = await readBody(response);
    const type = response.headers.get('content-type');
    return new Response(body, {
      status: response.status,
      headers: type === null ? {} : { 'content-type': type },
    });
  };
}

async function readBody({ body }: Response): Promise<Uint8Array<ArrayBuffer> | null> {
  if (body === null) return null;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    // Leaving the loop cancels the stream.
    if (length > maxBytes) throw new Error('the answer of a provider is too large');
    chunks.push(chunk);
  }
  return length === 0 ? null : new Uint8Array(Buffer.concat(chunks));
}
