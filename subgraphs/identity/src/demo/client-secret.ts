import { createHmac } from 'node:crypto';

/**
 * The secret of a demo app: of this deployment only, the same after a restart, and in no file. Production
 * apps get random ones.
 */
export function demoClientSecret(clientId: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(`demo client secret ${clientId}`).digest('base64url');
}
