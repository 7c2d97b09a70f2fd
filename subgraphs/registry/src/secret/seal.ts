import { hkdfSync } from 'node:crypto';
import { CompactEncrypt, compactDecrypt } from 'jose';

/** Owner of the secret, sealed with it, so that rows cannot be exchanged. */
export interface SecretOwner {
  readonly subgraph: string;
  readonly agency: string;
}

/** Seals secrets for the database: AES-256-GCM. */
export interface Seal {
  close(owner: SecretOwner, secret: string): Promise<string>;
  /** @throws Error if it was sealed under another key, or for another owner */
  open(owner: SecretOwner, sealed: string): Promise<string>;
}

/** @param key base64url of at least 32 bytes */
export function createSeal(key: string): Seal {
  const secret = Buffer.from(key, 'base64url');
  const derived = new Uint8Array(hkdfSync('sha256', secret, '', 'civic-graph sealed subgraph secrets', 32));
  return {
    close: ({ subgraph, agency }, text) =>
      new CompactEncrypt(Buffer.from(text))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', subgraph, agency })
        .encrypt(derived),
    async open({ subgraph, agency }, sealed) {
      const { plaintext, protectedHeader } = await compactDecrypt(sealed, derived, {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
      });
      if (protectedHeader.subgraph !== subgraph || protectedHeader.agency !== agency) {
        throw new Error(`the sealed secret of ${subgraph} belongs to another subgraph`);
      }
      return Buffer.from(plaintext).toString();
    },
  };
}
