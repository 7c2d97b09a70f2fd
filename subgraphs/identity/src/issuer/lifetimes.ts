import type { Configuration } from 'oidc-provider';
import { isMachineClient, machineTokenSeconds } from '../machine-clients/machine-client-metadata.ts';
import { grantSeconds } from './authorize.ts';
import {
  deviceCodeSeconds,
  deviceSessionSeconds,
  deviceTokenSeconds,
  isDeviceClient,
} from './device-flow/device-client.ts';
import { accessTokenSeconds } from './resource-server.ts';

/** Lifetimes in seconds. What a device gets lies in a file, and ends with the day. */
export const lifetimes: NonNullable<Configuration['ttl']> = {
  AccessToken: (_ctx, _token, client) => (isDeviceClient(client) ? deviceTokenSeconds : accessTokenSeconds),
  AuthorizationCode: 60,
  ClientCredentials: (_ctx, { clientId = '' }) =>
    isMachineClient(clientId) ? machineTokenSeconds : accessTokenSeconds,
  DeviceCode: deviceCodeSeconds,
  // Without a context: a demo token, made outside the provider's endpoints.
  Grant: (ctx) => (isDeviceClient(ctx?.oidc.client) ? deviceSessionSeconds : grantSeconds),
  IdToken: 60 * 60,
  Interaction: 15 * 60,
  RefreshToken: (ctx, _token, client) =>
    isDeviceClient(client)
      ? (ctx.oidc.entities.RotatedRefreshToken?.remainingTTL ?? deviceSessionSeconds)
      : grantSeconds,
  Session: 12 * 60 * 60,
};
