import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ConfigurationError } from '@civic-graph/service';
import { importJWK } from 'jose';
import * as client from 'openid-client';

const keyAlgorithms = ['ES256', 'Ed25519', 'PS256'] as const;

/** How this service proves to a provider who it is (OpenID Connect Core, section 9). */
export type ClientAuthentication =
  | { readonly method: 'client_secret_basic'; readonly secret: string }
  | {
      readonly method: 'private_key_jwt';
      readonly key: KeyObject;
      readonly algorithm: (typeof keyAlgorithms)[number];
      readonly kid: string | undefined;
    };

/** @param where names the setting in messages, which never contain the secret */
export function readSecret(file: string, where: string): ClientAuthentication {
  const secret = readNamed(file, where).trim();
  if (secret === '')
    throw new ConfigurationError(`${where}: ${file} is empty; write the client secret into it`);
  return { method: 'client_secret_basic', secret };
}

export function readKey(file: string, kid: string | undefined, where: string): ClientAuthentication {
  const key = parseKey(readNamed(file, where), file, where);
  const algorithm = algorithmOf(key);
  if (algorithm === undefined) {
    throw new ConfigurationError(
      `${where}: ${file} must be a P-256, Ed25519 or RSA key of at least 2048 bits; make another one`,
    );
  }
  return { method: 'private_key_jwt', key, algorithm, kid };
}

/** For openid-client, which signs an assertion for each request. */
export async function clientAuth(authentication: ClientAuthentication): Promise<client.ClientAuth> {
  if (authentication.method === 'client_secret_basic') return client.ClientSecretBasic(authentication.secret);
  const { key, algorithm, kid } = authentication;
  const imported = await importJWK(key.export({ format: 'jwk' }), algorithm);
  if (imported instanceof Uint8Array) throw new Error('a private key was imported as a secret');
  return client.PrivateKeyJwt(kid === undefined ? imported : { key: imported, kid });
}

function readNamed(file: string, where: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new ConfigurationError(
      `${where}: ${file} cannot be read; create it, or grant the right to read it`,
    );
  }
}

function parseKey(text: string, file: string, where: string): KeyObject {
  try {
    return text.trimStart().startsWith('{')
      ? createPrivateKey({ key: JSON.parse(text), format: 'jwk' })
      : createPrivateKey(text);
  } catch {
    throw new ConfigurationError(
      `${where}: ${file} is no private key; write one as PEM (PKCS #8) or JWK into it`,
    );
  }
}

function algorithmOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject) {
  const [es256, ed25519, ps256] = keyAlgorithms;
  if (asymmetricKeyType === 'ed25519') return ed25519;
  if (asymmetricKeyType === 'ec') {
    return asymmetricKeyDetails?.namedCurve === 'prime256v1' ? es256 : undefined;
  }
  const isLong = (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;
  return asymmetricKeyType === 'rsa' && isLong ? ps256 : undefined;
}
