import { type LookupAddress, lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** A webhook URL that is not public, and so may reach an internal server. */
export class ForbiddenTarget extends Error {
  override readonly name = 'ForbiddenTarget';
}

export interface TargetRules {
  /** For tests, and for local development. */
  readonly allowLoopback: boolean;
}

/**
 * The allocated IPv6 unicast range: addresses outside (such as `::127.0.0.1`) are invalid (RFC 4291, section
 * 2.4).
 */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/** `unicast` excludes private, link-local, shared, mapped, tunnelled and reserved ranges. */
export function isAllowedAddress(text: string, { allowLoopback }: TargetRules): boolean {
  const address = ipaddr.parse(text);
  const range = address.range();
  if (range === 'loopback') return allowLoopback;
  return range === 'unicast' && (address instanceof ipaddr.IPv4 || address.match(globalUnicast));
}

/**
 * Parses a partner's URL: https, public, without credentials. A name is resolved only on connecting, because
 * DNS may change.
 *
 * @returns the normalised URL, or null
 */
export function parseTarget(text: string, rules: TargetRules): URL | null {
  if (text.length > 2_000 || !URL.canParse(text)) return null;
  const url = new URL(text);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isLoopback = host === 'localhost' || (isIP(host) !== 0 && ipaddr.parse(host).range() === 'loopback');
  const protocols = rules.allowLoopback && isLoopback ? ['https:', 'http:'] : ['https:'];
  if (!protocols.includes(url.protocol) || url.username !== '' || url.password !== '') return null;
  if (isIP(host) !== 0 && !isAllowedAddress(host, rules)) return null;
  return url;
}

/**
 * DNS lookup of a connection: the checked address is the one connected to, so DNS rebinding gains nothing.
 * One forbidden address refuses all.
 */
export function guardedLookup(rules: TargetRules): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, []);
      const forbidden = addresses.find(({ address }) => !isAllowedAddress(address, rules));
      const [first] = addresses;
      if (forbidden !== undefined || first === undefined) {
        return callback(new ForbiddenTarget('the name stands for an address that is not public'), []);
      }
      if (options.all) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };
}
