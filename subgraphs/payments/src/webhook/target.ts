import { type LookupAddress, lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Where a webhook must not go: not public, and so perhaps a server of ours. */
export class ForbiddenTarget extends Error {
  override readonly name = 'ForbiddenTarget';
}

export interface TargetRules {
  /** For tests, and for developers on their own machines. */
  readonly allowLoopback: boolean;
}

/**
 * All that IANA has given out of IPv6: what lies outside (`::127.0.0.1`, say) is nobody's (RFC 4291, section
 * 2.4).
 */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * `unicast` is what is left when private, link-local, shared, mapped, tunnelled and reserved ranges are taken
 * out.
 */
export function isAllowedAddress(text: string, { allowLoopback }: TargetRules): boolean {
  const address = ipaddr.parse(text);
  const range = address.range();
  if (range === 'loopback') return allowLoopback;
  return range === 'unicast' && (address instanceof ipaddr.IPv4 || address.match(globalUnicast));
}

/**
 * What a partner may register: https to a name or address of the public network, without credentials. A name
 * is not looked up here: what it stands for now says nothing of what it stands for when the message is sent.
 *
 * @returns the address as it is kept, or null
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
 * The look-up of a connection: it connects to the very address that was checked, so a name that points
 * elsewhere a moment later (DNS rebinding) gains nothing. One forbidden address among several refuses all.
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
