import { BlockList, isIP } from 'node:net';
import type { Manifest } from '@civic-graph/agencies';
import type { Problem } from './check-report.ts';

/**
 * Why gateways must not call the endpoint of a published manifest: an agency chooses it, but its host is the
 * gateway's. The operator sets such addresses with `SUBGRAPH_URL_<NAME>`.
 */
export function endpointProblems({ subgraph, agency, endpoint }: Manifest): Problem[] {
  const reason = reasonAgainst(endpoint);
  if (reason === null) return [];
  const message = `endpoint: ${reason}; publish an address at which every gateway reaches the subgraph`;
  const place = { subgraph, file: 'manifest.json', line: null, column: null };
  return [{ severity: 'error', code: 'ENDPOINT_FORBIDDEN', message, ...place, fixedBy: agency.id }];
}

function reasonAgainst(endpoint: string): string | null {
  if (endpoint.startsWith('unix:')) return 'is a socket on the machine of the gateway';
  const { hostname, username, password } = new URL(endpoint);
  if (username !== '' || password !== '') return 'has a user name or a password, which everybody could read';
  const address = hostname.replace(/^\[|\]$/g, '');
  const version = isIP(address);
  if (version === 0) return null;
  return linkLocal.check(address, version === 4 ? 'ipv4' : 'ipv6')
    ? 'is a link-local address, at which clouds keep credentials of the machine'
    : null;
}

const linkLocal = new BlockList();
linkLocal.addSubnet('169.254.0.0', 16, 'ipv4');
linkLocal.addSubnet('fe80::', 10, 'ipv6');
