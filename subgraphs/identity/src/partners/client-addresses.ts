import { domainToUnicode } from 'node:url';
import { isDisguisedLabel } from '../shown-text/shown-text.ts';

/*
 * Validates URLs from developers, to which browsers and authorization codes are sent (RFC 9700, sections 2.1
 * and 4.1).
 */

export interface AddressRules {
  /** Allows loopback (`http://127.0.0.1:PORT`), for demos. */
  readonly loopback: boolean;
}

/** Returns why a redirect URI is invalid, or `null`. Redirect URIs are compared literally. */
export function redirectUriProblem(uri: string, rules: AddressRules): string | null {
  const problem = webAddressProblem(uri, rules);
  if (problem !== null) return problem;
  return uri.includes('#') ? 'has a fragment' : null;
}

/** Returns why a URL is not a web address, or `null`. */
export function webAddressProblem(address: string, { loopback }: AddressRules): string | null {
  if (address.length > 500) return 'is longer than 500 characters';
  if (!URL.canParse(address)) return 'is not an absolute URL';
  const { protocol, username, password, hostname, href } = new URL(address);
  if (username !== '' || password !== '') return 'has a user name or a password';
  // A URL that browsers normalise would never match literally.
  if (href !== address && href !== `${address}/`) return `is written otherwise than a browser does: ${href}`;
  if (hostname.includes('*')) return 'has a wildcard';
  if (domainToUnicode(hostname).split('.').some(isDisguisedLabel))
    return 'has a host name that looks like another one; use letters that cannot be confused';
  if (protocol === 'https:') return null;
  if (protocol === 'http:' && loopback && /^(127\.0\.0\.1|\[::1\]|localhost)$/.test(hostname)) return null;
  return loopback ? 'must be https, or http on the loopback interface' : 'must be https';
}
