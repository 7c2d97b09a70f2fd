import { CommandError } from '../command-error.ts';

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

type Server = 'issuer' | 'gateway';

/**
 * The URL of a server that is sent a token. Does not load the libraries of a sign-in.
 *
 * @throws CommandError for what is no http or https URL, or is http to another machine
 */
export function safeUrl(text: string, what: Server): URL {
  const url = serverUrl(text, what);
  if (url.protocol === 'https:' || loopback.has(url.hostname)) return url;
  throw new CommandError(`${text} is not https, so tokens could be read on the way; use its https address`);
}

/** The URL of a server that is sent no secret. @throws CommandError for what is no http or https URL */
export function serverUrl(text: string, what: Server): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && /^https?:$/.test(url.protocol)) return url;
  throw new CommandError(`${text} is not the URL of the ${what}; write one such as https://${what}.example`);
}
