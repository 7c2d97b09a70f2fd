import type { NetConnectOpts } from 'node:net';
import { AbortWatch } from './abort-watch.ts';
import {
  type EndpointAddress,
  givenUp,
  type HttpClient,
  type HttpClientOptions,
  jsonHeaders,
} from './http-client.ts';
import { ConnectionPool } from './http1/connection-pool.ts';
import { Exchange } from './http1/exchange.ts';

/** RFC 9110, section 5.5: a line break in a value would be a field, or a request, of somebody's choice. */
const fieldForm = /^[!#$%&'*+\-.^`|~\w]+: [\x20-\x7e]*$/;

/**
 * HTTP/1.1 on plain sockets and nothing that our calls do not need: one POST at a time on a connection, no pipelining,
 * no redirects, no proxies, no compression (docs/adr/0012).
 */
export function createLeanHttpClient(options: HttpClientOptions): HttpClient {
  const { address } = options;
  const pool = new ConnectionPool({ ...options, target: connectOptions(address) });
  const watch = new AbortWatch();
  const constant = Object.entries(jsonHeaders)
    .map(([name, value]) => checked(`${name}: ${value}`))
    .join('');
  const start = `POST ${address.path} HTTP/1.1\r\nhost: ${address.authority}\r\nconnection: keep-alive\r\n${constant}`;

  return {
    async post(request) {
      if (request.signal.aborted) throw givenUp(request.signal);
      let fields = '';
      for (const name in request.headers) fields += checked(`${name}: ${request.headers[name]}`);
      const wire = `${start}${fields}content-length: ${Buffer.byteLength(request.body)}\r\n\r\n${request.body}`;
      const exchange = new Exchange(wire, request, watch);
      pool.submit(exchange);
      return exchange.answer;
    },
    close: () => pool.close(),
  };
}

function checked(field: string): string {
  if (!fieldForm.test(field)) throw new TypeError('a header is not one');
  return `${field}\r\n`;
}

function connectOptions({ target }: EndpointAddress): NetConnectOpts {
  switch (target.kind) {
    case 'unix':
      return { path: target.socketPath };
    case 'tcp':
      return { host: target.host, port: target.port };
    case 'tls':
      throw new RangeError('no TLS here; an https endpoint is for the other client');
  }
}
