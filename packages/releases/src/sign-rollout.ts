import type { KeyObject } from 'node:crypto';
import { CompactSign } from 'jose';
import { type Rollout, rolloutType } from './rollout.ts';

export interface RolloutKey {
  /** Private Ed25519 key. */
  readonly key: KeyObject;
  /** Thumbprint of the public key (RFC 7638). */
  readonly kid: string;
}

/** Signs a rollout: JWS compact (RFC 7515), EdDSA (RFC 8037). Equal rollouts have equal text. */
export function signRollout(rollout: Rollout, { key, kid }: RolloutKey): Promise<string> {
  return new CompactSign(Buffer.from(JSON.stringify(rollout)))
    .setProtectedHeader({ alg: 'EdDSA', kid, typ: rolloutType })
    .sign(key);
}
