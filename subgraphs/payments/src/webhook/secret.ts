import { hkdfSync } from 'node:crypto';

/**
 * Derives the signing secret of an endpoint (Standard Webhooks: `whsec_` and base64), so that database access
 * is not enough to sign.
 */
export function endpointSecret(key: string, clientId: string, endpointId: string): string {
  const info = `webhook ${clientId} ${endpointId}`;
  const secret = hkdfSync('sha256', Buffer.from(key, 'base64url'), 'civic-graph payments', info, 32);
  return `whsec_${Buffer.from(secret).toString('base64')}`;
}
