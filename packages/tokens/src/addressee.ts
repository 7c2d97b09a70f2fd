import { hkdfSync } from 'node:crypto';
import { aessiv } from '@noble/ciphers/aes.js';

/**
 * How an agency names a citizen to the platform: the same handle at each use, another one for each agency,
 * and nothing to whoever does not hold the secret (docs/explanation/adr/0021).
 */
export interface Addressees {
  handleOf(citizenKey: string, agency: string): string;
  /** `null` where it is not a handle that this agency has been given. */
  citizenKeyOf(handle: string, agency: string): string | null;
}

/**
 * AES-SIV (RFC 5297) with the agency as associated data: deterministic, so that a handle is a name, and
 * authenticated, so that none can be made up or taken from another agency.
 *
 * @param secret base64url of at least 32 bytes; under another one every agency has to be given new handles
 */
export function createAddressees(secret: string): Addressees {
  const key = new Uint8Array(
    hkdfSync('sha256', Buffer.from(secret, 'base64url'), '', 'civic-graph addressee', 64),
  );
  const cipherOf = (agency: string) => aessiv(key, new TextEncoder().encode(agency));
  return {
    handleOf: (citizenKey, agency) =>
      Buffer.from(cipherOf(agency).encrypt(new TextEncoder().encode(citizenKey))).toString('base64url'),
    citizenKeyOf(handle, agency) {
      // One text for one handle: a decoder would also take others that differ in what base64url leaves over.
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
