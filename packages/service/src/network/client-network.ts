import type { IncomingMessage } from 'node:http';
import { isIP, isIPv6 } from 'node:net';

/**
 * Returns the network of a request: an IPv4 address, or the /64 prefix of an IPv6 address.
 * @param isForwarded whether a load balancer appends the client's address to `X-Forwarded-For`; the client
 * controls earlier entries
 */
export function clientNetwork(
  { socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>,
  isForwarded: boolean,
): string {
  const forwarded = isForwarded
    ? String(headers['x-forwarded-for'] ?? '')
        .split(',')
        .at(-1)
        ?.trim()
    : '';
  return forwarded ? networkOf(withoutPort(forwarded)) : peerNetwork(socket);
}

/**
 * One IPv6 site, its /48 prefix (RFC 6177), contains 65,536 such networks; an IPv4 address is its own site.
 */
export function siteOf(network: string): string {
  if (!network.endsWith('::/64')) return network;
  return `${network.split(':').slice(0, 3).join(':')}::/48`;
}

/** A connection keeps its address. */
const networks = new WeakMap<IncomingMessage['socket'], string>();

function peerNetwork(socket: IncomingMessage['socket']): string {
  let network = networks.get(socket);
  if (network === undefined) {
    network = networkOf(socket.remoteAddress ?? '');
    networks.set(socket, network);
  }
  return network;
}

/**
 * Some balancers append a port that differs per connection and would make each a new caller. Invalid
 * addresses share one quota.
 */
function withoutPort(forwarded: string): string {
  const address = /^\[([^\]]*)\](?::\d+)?$/.exec(forwarded)?.[1] ?? forwarded.replace(/^([\d.]+):\d+$/, '$1');
  return isIP(address) === 0 ? 'unknown' : address;
}

export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  const groups = [...first, ...Array.from({ length: zeros }, () => '0'), ...last];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
