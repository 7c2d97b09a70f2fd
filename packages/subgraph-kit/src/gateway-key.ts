import { ConfigurationError } from '@civic-graph/service';
import { areSharedSecrets, publicKeyOf, type VerificationKey } from '@civic-graph/tokens';

/**
 * Reads the key that verifies the gateway's calls: `SUBGRAPH_SECRET`, base64url of at least 32 bytes (two
 * during a rotation), or `GATEWAY_PUBLIC_KEY`, base64url of the 32 bytes of its Ed25519 key.
 *
 * @throws ConfigurationError unless exactly one is set and valid
 */
export function gatewayKey(env: Readonly<Record<string, string | undefined>>): VerificationKey {
  const { SUBGRAPH_SECRET: secret, GATEWAY_PUBLIC_KEY: publicKey } = env;
  if (Boolean(secret) === Boolean(publicKey)) {
    throw new ConfigurationError('SUBGRAPH_SECRET: set it or GATEWAY_PUBLIC_KEY, and only one of them');
  }
  if (secret) {
    if (areSharedSecrets(secret)) return { secret };
    throw new ConfigurationError('SUBGRAPH_SECRET: must be base64url of at least 32 bytes');
  }
  try {
    return { publicKey: publicKeyOf(publicKey ?? '') };
  } catch {
    throw new ConfigurationError(
      'GATEWAY_PUBLIC_KEY: must be base64url of the 32 bytes of an Ed25519 public key',
    );
  }
}
