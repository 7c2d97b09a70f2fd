import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/**
 * Encrypts bearer secrets that the provider has to read again, so that a copy of the database opens
 * nothing.
 */
export interface Sealer {
  seal(text: string): string;
  /** @throws Error for a text that this secret has not sealed */
  open(sealed: string): string;
}

const [nonceLength, tagLength] = [12, 16];

/** AES-256-GCM with a random nonce. */
export function createSealer(secret: Uint8Array): Sealer {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'civic-graph device codes at rest', 32));
  return {
    seal(text) {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceLength), {
        authTagLength: tagLength,
      });
      decipher.setAuthTag(bytes.subarray(nonceLength, nonceLength + tagLength));
      const opened = decipher.update(bytes.subarray(nonceLength + tagLength));
      return Buffer.concat([opened, decipher.final()]).toString('utf8');
    },
  };
}
