import { CompactEncrypt, compactDecrypt } from 'jose';

/*
 * Seals a citizen's internal key in the access token for the gateway (RFC 7516, `dir` + A256GCM). Each
 * sealing uses a fresh IV, so that two apps cannot join on the value.
 */
const algorithms = { alg: 'dir', enc: 'A256GCM' } as const;

/** @param secret base64url of 32 bytes; only the issuer and the gateway hold it */
export async function sealCitizenKey(citizenKey: string, secret: string): Promise<string> {
  const plaintext = new TextEncoder().encode(citizenKey);
  return new CompactEncrypt(plaintext).setProtectedHeader(algorithms).encrypt(sealingKey(secret));
}

/** @throws if the value was not sealed with this secret */
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
