import { PublicError } from '@civic-graph/errors';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Validates where a citizen returns after paying: never a script, never unencrypted over a network. */
export function parseReturnUrl(text: string | null): string | null {
  if (text === null) return null;
  const url = text.length <= 2_000 && URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback.has(url.hostname)))
    return url.href;
  throw new PublicError(
    'BAD_USER_INPUT',
    'returnUrl: an https address (or http on loopback), at most 2000 characters',
  );
}
