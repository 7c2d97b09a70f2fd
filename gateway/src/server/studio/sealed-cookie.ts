import { EncryptJWT, jwtDecrypt } from 'jose';
import type { z } from 'zod';

/** A cookie whose content only gateways can read. */
export interface SealedCookie<Content> {
  seal(content: Content): Promise<string>;
  /** @returns `null` if it is not from a gateway, was altered, or has expired */
  open(sealed: string): Promise<Content | null>;
}

export interface SealedCookieOptions<Schema extends z.ZodObject> {
  /** 32 bytes. */
  readonly key: Uint8Array;
  /** Tells cookies with the same key apart. */
  readonly audience: string;
  readonly seconds: number;
  readonly schema: Schema;
  readonly clock: () => Date;
}

/** Encrypts with AES-256-GCM, as a JWE (RFC 7516). */
export function createSealedCookie<Schema extends z.ZodObject>({
  key,
  audience,
  seconds,
  schema,
  clock,
}: SealedCookieOptions<Schema>): SealedCookie<z.infer<Schema>> {
  return {
    async seal(content) {
      const now = Math.floor(clock().getTime() / 1000);
      return new EncryptJWT({ ...content })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setAudience(audience)
        .setExpirationTime(now + seconds)
        .encrypt(key);
    },
    async open(sealed) {
      try {
        const { payload } = await jwtDecrypt(sealed, key, {
          audience,
          currentDate: clock(),
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
        });
        return schema.parse(payload);
      } catch {
        return null;
      }
    },
  };
}
