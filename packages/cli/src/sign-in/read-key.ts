import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { CommandError } from '../command-error.ts';
import { readNamedText } from '../read-file.ts';

/** A key that the issuer accepts, and its algorithm (RFC 7518, RFC 9864). */
interface ProgramKey {
  readonly key: KeyObject;
  readonly algorithm: 'ES256' | 'Ed25519' | 'PS256';
}

/**
 * Reads a private key: PEM (PKCS #8), or a JWK. @throws CommandError that says what is wrong with the file
 */
export async function readPrivateKey(path: string): Promise<ProgramKey> {
  return parsePrivateKey(await readNamedText(path), path);
}

/** @param path for messages */
export function parsePrivateKey(text: string, path: string): ProgramKey {
  const key = importKey(text, path);
  const algorithm = algorithmOf(key);
  if (algorithm === null) {
    throw new CommandError(
      `${path}: must be a P-256, Ed25519 or RSA key of at least 2048 bits; make another one`,
    );
  }
  return { key, algorithm };
}

function importKey(text: string, path: string): KeyObject {
  if (/-----BEGIN ENCRYPTED/.test(text))
    throw new CommandError(`${path} has a password; remove it: openssl pkcs8 -topk8 -nocrypt -in ${path}`);
  try {
    return text.trimStart().startsWith('{')
      ? createPrivateKey({ key: JSON.parse(text), format: 'jwk' })
      : createPrivateKey(text);
  } catch {
    throw new CommandError(
      isPublic(text)
        ? `${path} is a public key; name the file of the private one`
        : `${path} is no private key; name a PEM file (PKCS #8) or a JWK`,
    );
  }
}

function isPublic(text: string): boolean {
  if (text.trimStart().startsWith('{')) return /"kty"/.test(text) && !/"d"\s*:/.test(text);
  try {
    return createPublicKey(text).type === 'public';
  } catch {
    return false;
  }
}

function algorithmOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): ProgramKey['algorithm'] | null {
  switch (asymmetricKeyType) {
    case 'ec':
      return asymmetricKeyDetails?.namedCurve === 'prime256v1' ? 'ES256' : null;
    case 'ed25519':
      return 'Ed25519';
    case 'rsa':
      return (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048 ? 'PS256' : null;
    default:
      return null;
  }
}
