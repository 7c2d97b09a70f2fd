import type { EndpointAddress } from './http-client.ts';

const unixForm = /^unix:(\/[^:]+)(?::(\/.*))?$/;

/**
 * Reads where a subgraph is: `http://host:port/path`, `https://…`, or `unix:/path/of.sock:/path` for one on
 * the same machine (`/graphql` where no path is given).
 */
export function endpointAddress(url: string): EndpointAddress {
  const unix = unixForm.exec(url);
  if (unix !== null) {
    const [, socketPath = '', path = '/graphql'] = unix;
    return {
      target: { kind: 'unix', socketPath },
      authority: 'localhost',
      path: new URL(path, 'http://localhost').pathname,
    };
  }
  const { protocol, hostname, port, host, pathname } = new URL(url);
  const isTls = protocol === 'https:';
  return {
    target: {
      kind: isTls ? 'tls' : 'tcp',
      // A literal IPv6 address has brackets in a URL, and none elsewhere.
      host: hostname.replace(/^\[(.*)\]$/, '$1'),
      port: port === '' ? (isTls ? 443 : 80) : Number(port),
    },
    authority: host,
    path: pathname,
  };
}

/** As a URL's origin; a unix socket has that of the machine itself. */
export function originOf({ target, authority }: EndpointAddress): string {
  return `${target.kind === 'tls' ? 'https' : 'http'}://${authority}`;
}
