import type { Client } from 'oidc-provider';

/** Grant type of RFC 8628, section 3.4. */
export const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';

/** Lifetime of a user code: short, because somebody could be talked into entering another's (section 5.4). */
export const deviceCodeSeconds = 10 * 60;

/** Longest session of a device, like that of a browser; refreshing its tokens does not extend it. */
export const deviceSessionSeconds = 12 * 60 * 60;

/** Lifetime of a device's access tokens, which lie in a file. */
export const deviceTokenSeconds = 10 * 60;

/** Whether the client signs in on devices without a browser: the platform's command line alone. */
export function isDeviceClient(client: Client | undefined): boolean {
  return client?.grantTypeAllowed(deviceGrant) === true;
}
