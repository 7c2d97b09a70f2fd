import { type LookupAddress, lookup } from 'node:dns';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

export interface ClientFetchOptions {
  /** Allows loopback, for demos only. */
  readonly loopback: boolean;
  readonly lookup?: typeof lookup;
}

const deadlineMs = 2_500;
const maxBytes = 64_000;

/** Requests of the provider to apps: their keys, and logout notifications. */
export interface ClientCall {
  readonly method?: string | undefined;
  readonly headers?: Headers | undefined;
  readonly body?: string | undefined;
}

/**
 * Calls a URL that a developer registered. To prevent SSRF (RFC 7591, section 5), it connects to no internal
 * address and follows no redirect.
 */
export function createClientFetch(
  options: ClientFetchOptions,
): (url: string, call?: ClientCall) => Promise<Response> {
  return async (address, { method = 'GET', headers = new Headers(), body: content } = {}) => {
    const url = new URL(address);
    const { protocol, hostname } = url;
    if (protocol !== 'https:' && !(protocol === 'http:' && options.loopback)) throw refusal();
    const literal = hostname.replace(/^\[|\]$/g, '');
    if (isIP(literal) > 0 && !isPublic(literal, options.loopback)) throw refusal();
    const request = protocol === 'https:' ? requestHttps : requestHttp;
    return new Promise((resolve, reject) => {
      const sent = request(
        url,
        {
          method,
          headers: { accept: 'application/json', ...Object.fromEntries(headers) },
          lookup: publicLookup(options),
          signal: AbortSignal.timeout(deadlineMs),
          agent: false,
        },
        (response) => {
          readBody(response).then(
            (body) =>
              resolve(
                new Response(isNullBody(response) ? null : body, {
                  status: response.statusCode ?? 500,
                  headers: cacheHeaders(response),
                }),
              ),
            reject,
          );
        },
      );
      // Node does not treat 101 as a response, so the request would never settle.
      sent.on('upgrade', (_response, socket) => {
        socket.destroy();
        reject(new Error('the app switched protocols'));
      });
      sent.on('error', reject).end(content);
    });
  };
}

/** The same lookup as the connection's, so that DNS cannot change in between. */
function publicLookup({ loopback, lookup: resolve = lookup }: ClientFetchOptions): LookupFunction {
  return (hostname, { family, hints }, callback) => {
    resolve(
      hostname,
      { all: true, ...(hints !== undefined && { hints }), ...(family !== undefined && { family }) },
      (error, found) => {
        if (error !== null) return callback(error, '');
        const addresses = found.filter(({ address }) => isPublic(address, loopback));
        const [first] = addresses;
        // One internal address makes the whole name suspect.
        if (first === undefined || addresses.length < found.length) return callback(refusal(), '');
        callback(null, addresses as LookupAddress[]);
      },
    );
  };
}

const closed = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  closed.addSubnet(network, prefix, 'ipv4');
}

const loopbacks = new BlockList();
loopbacks.addSubnet('127.0.0.0', 8, 'ipv4');

/** In IPv6 only global unicast is public, without ranges that embed IPv4 addresses (RFC 4291). */
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');
const carrying = new BlockList();
carrying.addSubnet('2002::', 16, 'ipv6');
carrying.addSubnet('2001::', 32, 'ipv6');

function isPublic(address: string, loopback: boolean): boolean {
  if (isIP(address) === 4) {
    return loopbacks.check(address, 'ipv4') ? loopback : !closed.check(address, 'ipv4');
  }
  if (address === '::1') return loopback;
  return globalUnicast.check(address, 'ipv6') && !carrying.check(address, 'ipv6');
}

function refusal(): Error {
  return new Error('the address of an app is not a public one');
}

async function readBody(response: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) {
      response.destroy();
      throw new Error('the answer of an app is too large');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A `Response` with these codes must not have a body, not even an empty one (Fetch, section 2.2.3). */
function isNullBody({ statusCode = 0 }: IncomingMessage): boolean {
  return [204, 205, 304].includes(statusCode);
}

/** Headers that control how long keys are cached. */
function cacheHeaders({ headers }: IncomingMessage): Record<string, string> {
  const cacheControl = headers['cache-control'];
  return cacheControl === undefined ? {} : { 'cache-control': cacheControl };
}
