import { hkdfSync } from 'node:crypto';
import { CompactEncrypt, compactDecrypt } from 'jose';
import { z } from 'zod';

/** Secrets that agencies share with the gateways, as the registry delivers them. */
const subgraphSecretsSchema = z.strictObject({
  /** Number of the last supplied secret; a lower one is a replay. */
  number: z.int().nonnegative(),
  /** Name of the subgraph -> base64url. */
  secrets: z.record(z.string(), z.string()).readonly(),
});

export type SubgraphSecrets = Readonly<z.infer<typeof subgraphSecretsSchema>>;

const type = 'civic-secrets+jwe';

/** Unusable secrets: encrypted under another key, altered, or malformed. */
export class SecretsError extends Error {
  override readonly name = 'SecretsError';
  readonly code = 'SECRETS_INVALID';
}

/**
 * Encrypts for the gateways: JWE compact serialization (RFC 7516), `dir`, A256GCM.
 *
 * @param platformSecret secret of calls to the registry, base64url
 */
export function encryptSecrets(content: SubgraphSecrets, platformSecret: string): Promise<string> {
  return new CompactEncrypt(Buffer.from(JSON.stringify(content)))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: type })
    .encrypt(keyOf(platformSecret));
}

/** @throws SecretsError */
export async function decryptSecrets(token: string, platformSecret: string): Promise<SubgraphSecrets> {
  try {
    const { plaintext, protectedHeader } = await compactDecrypt(token, keyOf(platformSecret), {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    if (protectedHeader.typ !== type) throw new Error(`typ is not ${type}`);
    return subgraphSecretsSchema.parse(JSON.parse(Buffer.from(plaintext).toString()));
  } catch {
    // The reason may quote a secret.
    throw new SecretsError('the secrets are not encrypted under the secret of the platform, or are altered');
  }
}

/** A separate key, because the platform's secret signs calls. */
function keyOf(platformSecret: string): Uint8Array {
  const secret = Buffer.from(platformSecret, 'base64url');
  return new Uint8Array(hkdfSync('sha256', secret, '', 'civic-graph subgraph secrets', 32));
}
