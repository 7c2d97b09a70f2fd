import { CompactEncrypt, compactDecrypt } from 'jose';

/*
 * The internal key of a citizen travels through apps inside the access token, sealed for the gateway (RFC
 * 7516, `dir` + A256GCM). Each sealing draws a fresh IV, so that two apps that hold tokens of the same
 * citizen cannot join on the value.
 */
const algorithms = { alg: 'dir', enc: 'A256GCM' } as const;

/** @param secret base64url of 32 bytes; only the issuer and the gateway hold it */
export async function sealCitizenKey(citizenKey: string, secret: string): Promise<string> {
  const plaintext = new TextEncoder().encode(citizenKey);
  return new CompactEncrypt(plaintext).setProtectedHeader(algorithms).encrypt(sealingKey(secret));
}

/** @throws where the value was not sealed under this secret */
export async function unsealCitizenKey(sealed: string, secret: string): Promise<string> {
  const { plaintext } = await compactDecrypt(sealed, sealingKey(secret), {
    keyManagementAlgorithms: [algorithms.alg],
    contentEncryptionAlgorithms: [algorithms.enc],
  });
  return new TextDecoder().decode(plaintext);
}

function sealingKey(secret: string): Uint8Array {
  const key = Buffer.from(secret, 'base64url');
  if (key.length !== 32) throw new RangeError('the citizen key secret must be base64url of 32 bytes');
  return key;
}
