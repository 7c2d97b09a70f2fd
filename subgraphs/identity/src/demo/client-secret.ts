import { createHmac } from 'node:crypto';

/**
 * Derives the secret of a demo app: specific to the deployment, stable, and in no file. Production apps get
 * random ones.
 */
export function demoClientSecret(clientId: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(`demo client secret ${clientId}`).digest('base64url');
}
