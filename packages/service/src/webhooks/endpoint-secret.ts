import { hkdfSync } from 'node:crypto';

/**
 * Derives the signing secret of an endpoint (Standard Webhooks: `whsec_` and base64), so that database access
 * is not enough to sign.
 *
 * @param key base64url, at least 32 bytes
 * @param service name of the service, so that two with one key sign otherwise
 * @param ids recipient and endpoint
 */
export function endpointSecret(key: string, service: string, ...ids: readonly string[]): string {
  const info = ['webhook', ...ids].join(' ');
  const secret = hkdfSync('sha256', Buffer.from(key, 'base64url'), `civic-graph ${service}`, info, 32);
  return `whsec_${Buffer.from(secret).toString('base64')}`;
}
