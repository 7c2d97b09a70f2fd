import { hkdfSync } from 'node:crypto';

/**
 * The secret that an endpoint's messages are signed with (Standard Webhooks: `whsec_` and base64). It is
 * derived, so that whoever reads the database cannot sign in our name.
 */
export function endpointSecret(key: string, clientId: string, endpointId: string): string {
  const info = `webhook ${clientId} ${endpointId}`;
  const secret = hkdfSync('sha256', Buffer.from(key, 'base64url'), 'civic-graph payments', info, 32);
  return `whsec_${Buffer.from(secret).toString('base64')}`;
}
