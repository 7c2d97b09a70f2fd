import { boundedBody } from '../../source/bounded-body.ts';
import { SourceError } from '../../source/feed-source.ts';
import type { MessageSource } from './message-source.ts';

export interface UrlMessageOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly maxBytes: number;
  /** Time for a whole request, in milliseconds. Default is 10,000. */
  readonly timeoutMs?: number;
  readonly fetch?: typeof fetch;
}

/** Messages on the web, requested on condition that they have changed (RFC 9110, 13.1). */
export function urlMessages(url: string, options: UrlMessageOptions): MessageSource {
  const { headers, maxBytes, timeoutMs = 10_000, fetch: fetchUrl = fetch } = options;
  let validators: Readonly<Record<string, string>> = {};
  let last = validators;
  return {
    async read() {
      last = validators;
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        // A redirect could lead into the internal network.
        const response = await fetchUrl(url, {
          headers: { ...headers, ...validators },
          redirect: 'error',
          signal,
        });
        if (response.status === 304) return null;
        if (response.status !== 200) throw new SourceError(`the server answered ${response.status}`);
        const bytes = await boundedBody(response, maxBytes);
        last = validatorsOf(response.headers);
        return bytes;
      } catch (error) {
        if (error instanceof SourceError) throw error;
        const reason = signal.aborted ? `it took longer than ${timeoutMs / 1000} s` : 'or was redirected';
        throw new SourceError(`the request failed, ${reason}`, { cause: error });
      }
    },
    accepted() {
      validators = last;
    },
  };
}

function validatorsOf(headers: Headers): Record<string, string> {
  const etag = headers.get('etag');
  const modified = headers.get('last-modified');
  return {
    ...(etag !== null && { 'if-none-match': etag }),
    ...(modified !== null && { 'if-modified-since': modified }),
  };
}
