import { domainToUnicode } from 'node:url';
import { isDisguisedLabel } from '../shown-text/shown-text.ts';

/*
 * Addresses that a developer gives to the platform. Browsers are sent to them, and citizens' codes with them,
 * so none is taken as it comes (RFC 9700, sections 2.1 and 4.1).
 */

export interface AddressRules {
  /** A developer's own machine, `http://127.0.0.1:PORT`, as in a demonstration. */
  readonly loopback: boolean;
}

/**
 * Why a redirect URI cannot be registered, in words; `null` where it can. It is compared as it stands, letter
 * by letter.
 */
export function redirectUriProblem(uri: string, rules: AddressRules): string | null {
  const problem = webAddressProblem(uri, rules);
  if (problem !== null) return problem;
  return uri.includes('#') ? 'has a fragment' : null;
}

/** Why an address is not one of the web's; `null` where it is. */
export function webAddressProblem(address: string, { loopback }: AddressRules): string | null {
  if (address.length > 500) return 'is longer than 500 characters';
  if (!URL.canParse(address)) return 'is no absolute URL';
  const { protocol, username, password, hostname, href } = new URL(address);
  if (username !== '' || password !== '') return 'has a user name or a password';
  // What a browser would make another address of is compared in vain.
  if (href !== address && href !== `${address}/`) return `is written otherwise than a browser does: ${href}`;
  if (hostname.includes('*')) return 'has a wildcard';
  if (domainToUnicode(hostname).split('.').some(isDisguisedLabel))
    return 'has a host name that looks like another one; use letters that cannot be confused';
  if (protocol === 'https:') return null;
  if (protocol === 'http:' && loopback && /^(127\.0\.0\.1|\[::1\]|localhost)$/.test(hostname)) return null;
  return loopback ? 'must be https, or http on the loopback interface' : 'must be https';
}
