import { importJWK } from 'jose';
import * as client from 'openid-client';
import { CommandError } from '../command-error.ts';
import type { Host } from '../host.ts';
import { chosenIssuer } from './chosen-issuer.ts';
import { connectIssuer, reasonOf } from './connect-issuer.ts';
import { readPrivateKey } from './read-key.ts';

/**
 * Gets a token for a program, which proves itself with its key (`private_key_jwt`, RFC 7523). The assertion
 * is for the issuer, good for a minute, and has an id of its own.
 *
 * @throws CommandError that says what is missing or refused
 */
export async function machineToken(
  env: Host['env'],
): Promise<{ readonly token: string; readonly clientId: string; readonly issuer: string }> {
  const { CIVIC_CLIENT_ID: clientId, CIVIC_CLIENT_KEY_FILE: file } = env;
  if (!clientId)
    throw new CommandError(
      'CIVIC_CLIENT_ID: set it to the client id that npx civic machine register printed',
    );
  if (!file) throw new CommandError('CIVIC_CLIENT_KEY_FILE: set it to the file of the private key');
  const { key, algorithm } = await readPrivateKey(file);
  const imported = await importJWK(key.export({ format: 'jwk' }), algorithm);
  if (imported instanceof Uint8Array) throw new Error('a private key was imported as a secret');
  const issuer = await chosenIssuer(undefined, env);
  const configuration = await connectIssuer(issuer, clientId, client.PrivateKeyJwt(imported));
  try {
    const { access_token: token } = await client.clientCredentialsGrant(configuration);
    return { token, clientId, issuer };
  } catch (error) {
    const isRefused = error instanceof client.ResponseBodyError && error.error === 'invalid_client';
    throw new CommandError(
      isRefused
        ? `${issuer} refuses ${clientId} with the key in ${file}: it was removed, another key was registered, or this machine's clock is wrong; compare with npx civic machine list`
        : `${issuer} issues no token to ${clientId} (${reasonOf(error)}); try again`,
    );
  }
}
