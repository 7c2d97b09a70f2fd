import { hkdfSync } from 'node:crypto';
import { aessiv } from '@noble/ciphers/aes.js';

/**
 * Pairwise identifiers (OpenID Connect Core, 8.1): stable for one agency, different for each agency, and
 * meaningless without the secret (docs/explanation/adr/0021).
 */
export interface PairwiseIds {
  idOf(citizenKey: string, agency: string): string;
  /** Returns `null` if this agency was not given the id. */
  citizenKeyOf(handle: string, agency: string): string | null;
}

/**
 * AES-SIV (RFC 5297) with the agency as associated data: deterministic, so that an id is stable, and
 * authenticated, so that none can be forged or taken from another agency.
 *
 * @param secret base64url of at least 32 bytes; a new secret requires new ids for every agency
 */
export function createPairwiseIds(secret: string): PairwiseIds {
  const key = new Uint8Array(
    hkdfSync('sha256', Buffer.from(secret, 'base64url'), '', 'civic-graph addressee', 64),
  );
  const cipherOf = (agency: string) => aessiv(key, new TextEncoder().encode(agency));
  return {
    idOf: (citizenKey, agency) =>
      Buffer.from(cipherOf(agency).encrypt(new TextEncoder().encode(citizenKey))).toString('base64url'),
    citizenKeyOf(handle, agency) {
      // Rejects other spellings of the same bytes, which a base64url decoder would also accept.
      const sealed = Buffer.from(handle, 'base64url');
      if (sealed.toString('base64url') !== handle || sealed.length <= tagLength) return null;
      try {
        return new TextDecoder('utf-8', { fatal: true }).decode(cipherOf(agency).decrypt(sealed));
      } catch {
        return null;
      }
    },
  };
}

const tagLength = 16;
