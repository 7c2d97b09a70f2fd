import type { EndpointAddress } from './http-client.ts';

const unixForm = /^unix:(\/[^:]+)(?::(\/.*))?$/;

/**
 * Parses a subgraph's address: `http://host:port/path`, `https://…`, or `unix:/path/of.sock:/path` on the
 * same machine (default path `/graphql`).
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
      // A literal IPv6 address has brackets only in URLs.
      host: hostname.replace(/^\[(.*)\]$/, '$1'),
      port: port === '' ? (isTls ? 443 : 80) : Number(port),
    },
    authority: host,
    path: pathname,
  };
}

/** As a URL's origin; a unix socket counts as localhost. */
export function originOf({ target, authority }: EndpointAddress): string {
  return `${target.kind === 'tls' ? 'https' : 'http'}://${authority}`;
}
