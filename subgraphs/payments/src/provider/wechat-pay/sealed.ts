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
 * Opens what WeChat Pay has sealed under the APIv3 key. Not with wechatpay-node-v3's `decipher_gcm`: it
 * leaves out `final()`, and so never looks at the authentication tag (2.2.1).
 *
 * @throws Error where the tag does not hold
 */
export function open({ ciphertext, nonce, associated_data }: Sealed, apiV3Key: string): Buffer {
  const bytes = Buffer.from(ciphertext, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', apiV3Key, nonce, { authTagLength: 16 });
  decipher.setAuthTag(bytes.subarray(-16));
  decipher.setAAD(Buffer.from(associated_data));
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]);
}
