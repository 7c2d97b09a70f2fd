import { setTimeout as sleep } from 'node:timers/promises';
import * as client from 'openid-client';
import { CommandError } from '../command-error.ts';
import { exitCode } from '../exit-codes.ts';
import { connectIssuer, reasonOf } from './connect-issuer.ts';
import { safeUrl } from './safe-url.ts';
import type { Session } from './session.ts';

/** OAuth errors that end the wait (RFC 8628, section 3.5), as what to do. */
const outcomes: Readonly<Record<string, string>> = {
  expired_token: 'nobody entered the code in time; run: npx civic login',
  access_denied: 'the sign-in was refused on the page; to try again, run: npx civic login',
};

/** RFC 8628, section 3.2: where the response names none. */
const defaultIntervalSeconds = 5;

/**
 * Signs in with a code that the person enters in any browser (RFC 8628).
 * @throws CommandError if the person refuses, or nobody enters the code in time
 */
export async function signIn(
  { issuer, gateway }: Pick<Session, 'issuer' | 'gateway'>,
  { note, now }: { readonly note: (text: string) => void; readonly now: () => Date },
): Promise<Session> {
  const gatewayUrl = safeUrl(gateway, 'gateway');
  const configuration = await connectIssuer(issuer);
  const device = await client
    .initiateDeviceAuthorization(configuration, { scope: 'openid offline_access' })
    .catch((error: unknown) => {
      throw new CommandError(
        `${issuer} refuses to start a sign-in (${reasonOf(error)}); ask the platform's operator`,
      );
    });
  note(`Open ${device.verification_uri} in any browser, and enter the code ${device.user_code}`);
  if (device.verification_uri_complete !== undefined)
    note(`With the code filled in: ${device.verification_uri_complete}`);
  note(`Waiting for ${Math.round(device.expires_in / 60)} minutes …`);
  const tokens = await untilDecided(configuration, device, now);
  const { access_token: accessToken, refresh_token: refreshToken, expires_in = 0 } = tokens;
  if (refreshToken === undefined)
    throw new CommandError(`${issuer} did not issue a refresh token; ask the platform's operator`);
  return {
    formatVersion: 1,
    issuer: new URL(issuer).origin,
    gateway: gatewayUrl.origin,
    account: String(tokens.claims()?.preferred_username ?? tokens.claims()?.sub),
    signedInAt: now().toISOString(),
    accessToken,
    expiresAt: Math.floor(now().getTime() / 1000) + expires_in,
    refreshToken,
  };
}

/** A poll that does not reach the issuer is repeated less often each time (section 3.5). */
async function untilDecided(
  configuration: client.Configuration,
  device: client.DeviceAuthorizationResponse,
  now: () => Date,
) {
  const ends = now().getTime() + device.expires_in * 1000;
  let interval = device.interval ?? defaultIntervalSeconds;
  for (;;) {
    try {
      return await client.pollDeviceAuthorizationGrant(configuration, { ...device, interval });
    } catch (error) {
      if (error instanceof client.ResponseBodyError) {
        const { error: code } = error;
        throw new CommandError(
          outcomes[code] ?? `the issuer refuses the sign-in (${reasonOf(error)}); run: npx civic login`,
          exitCode.negative,
        );
      }
      interval *= 2;
      if (now().getTime() + interval * 1000 > ends)
        throw new CommandError(`the issuer cannot be reached (${reasonOf(error)}); run: npx civic login`);
      await sleep(interval * 1000);
    }
  }
}
