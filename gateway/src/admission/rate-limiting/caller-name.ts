import type { Principal } from '@civic-graph/policy';
import { siteOf } from '@civic-graph/service';

/**
 * One citizen per app, one app by itself, one official, or without a token one address (IPv6: its /48). Never
 * shown.
 */
export function callerName(principal: Principal, network: string): string {
  switch (principal.kind) {
    case 'anonymous':
      return `-${siteOf(network)}`;
    case 'app':
      return principal.clientId;
    default:
      return `${principal.clientId}\n${principal.subject}`;
  }
}
