import type { NetConnectOpts } from 'node:net';
import { DeadlineTimer } from '../http/deadline-timer.ts';
import {
  type EndpointAddress,
  givenUp,
  type HttpClient,
  type HttpClientOptions,
  jsonHeaders,
  type PostRequest,
} from '../http/http-client.ts';
import { ConnectionPool } from './connection-pool.ts';
import { Exchange, type Wire } from './exchange.ts';

/** RFC 9110, section 5.5: a line break in a value would inject a field or a request. */
const nameForm = /^[!#$%&'*+\-.^`|~\w]+$/;
const valueForm = /^[\x20-\x7e]*$/;

/**
 * HTTP/1.1 on plain sockets, only what these calls need: one POST at a time per connection, without
 * pipelining, redirects, proxies or compression (docs/explanation/adr/0012).
 */
export function createHttp1Client(options: HttpClientOptions): HttpClient {
  const { address } = options;
  const pool = new ConnectionPool({ ...options, target: connectOptions(address) });
  const watch = new DeadlineTimer();
  const constant = Object.entries(jsonHeaders)
    .map(([name, value]) => fieldLine(name, value))
    .join('');
  const start = `POST ${address.path} HTTP/1.1\r\nhost: ${address.authority}\r\nconnection: keep-alive\r\n${constant}`;

  return {
    post(request) {
      if (request.signal.aborted) return Promise.reject(givenUp(request.signal));
      let wire: Wire;
      try {
        wire = wireOf(request);
      } catch (error) {
        return Promise.reject(error);
      }
      const exchange = new Exchange(wire, request, watch);
      pool.submit(exchange);
      return exchange.answer;
    },
    close: () => pool.close(),
  };

  function wireOf({ headers, body }: PostRequest): Wire {
    let fields = '';
    for (const name in headers) fields += fieldLine(name, headers[name] ?? '');
    const bytes = Buffer.byteLength(body);
    return {
      text: `${start}${fields}content-length: ${bytes}\r\n\r\n${body}`,
      // The head is ASCII. If the body is as well, a byte is a character.
      encoding: bytes === body.length ? 'latin1' : 'utf8',
    };
  }
}

function fieldLine(name: string, value: string): string {
  // One by one: joining them would copy them.
  if (!nameForm.test(name) || !valueForm.test(value)) throw new TypeError('a header is not one');
  return `${name}: ${value}\r\n`;
}

function connectOptions({ target }: EndpointAddress): NetConnectOpts {
  switch (target.kind) {
    case 'unix':
      return { path: target.socketPath };
    case 'tcp':
      return { host: target.host, port: target.port };
    case 'tls':
      throw new RangeError('TLS is not supported by the HTTP/1 client; set SUBGRAPH_CLIENT=undici');
  }
}
