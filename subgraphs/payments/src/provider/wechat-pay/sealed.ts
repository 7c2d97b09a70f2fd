import { createDecipheriv } from 'node:crypto';
import { z } from 'zod';

export const sealed = z.object({
  algorithm: z.literal('AEAD_AES_256_GCM'),
  ciphertext: z.base64().min(24),
  nonce: z.string().length(12),
  associated_data: z.string().default(''),
});
export type Sealed = z.infer<typeof sealed>;

/**
 * Decrypts what WeChat Pay encrypted with the APIv3 key. Not with `decipher_gcm` of wechatpay-node-v3, which
 * never checks the authentication tag (2.2.1).
 *
 * @throws Error if the tag is wrong
 */
export function open({ ciphertext, nonce, associated_data }: Sealed, apiV3Key: string): Buffer {
  const bytes = Buffer.from(ciphertext, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', apiV3Key, nonce, { authTagLength: 16 });
  decipher.setAuthTag(bytes.subarray(-16));
  decipher.setAAD(Buffer.from(associated_data));
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]);
}
