import type { IncomingMessage } from 'node:http';
import { isIP, isIPv6 } from 'node:net';

/**
 * The network that a request comes from: an IPv4 address, or the 64 bits of an IPv6 address that one
 * subscriber has.
 *
 * @param isForwarded whether a balancer in front appends the address that it sees to `X-Forwarded-For`; what
 *   comes before it in there is the client's own word
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
 * What one subscriber, or one who has rented a server, may have 65,536 networks of: the first 48 bits of an
 * IPv6 address (RFC 6177). An IPv4 address is its own.
 */
export function siteOf(network: string): string {
  if (!network.endsWith('::/64')) return network;
  return `${network.split(':').slice(0, 3).join(':')}::/48`;
}

/** A connection comes from one address for as long as it lasts. */
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
 * Some balancers append the port as well, another one for each connection: each would be a caller of its own.
 * What is no address at all is everybody's.
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
