import { createHmac, timingSafeEqual } from 'node:crypto';

/** Signs a text for one caller, without storing anything. */
export interface Seal {
  /** @param context data to which the text is bound; needed again to open it */
  seal(text: string, context: string): string;
  /** `null` if the text was not sealed here, or in another context. */
  open(sealed: string, context: string): string | null;
}

const longestSealed = 1_024;

/** HMAC-SHA256 over text and context; the text itself stays readable. */
export function createSeal(key: Uint8Array): Seal {
  const macOf = (text: string, context: string) =>
    createHmac('sha256', key)
      .update(JSON.stringify([text, context]))
      .digest();

  return {
    seal: (text, context) =>
      `${Buffer.from(text).toString('base64url')}.${macOf(text, context).toString('base64url')}`,
    open(sealed, context) {
      if (sealed.length > longestSealed) return null;
      const [body = '', signature = '', ...rest] = sealed.split('.');
      const text = Buffer.from(body, 'base64url').toString();
      const [given, expected] = [Buffer.from(signature, 'base64url'), macOf(text, context)];
      const isGenuine = given.length === expected.length && timingSafeEqual(given, expected);
      return isGenuine && rest.length === 0 ? text : null;
    },
  };
}
