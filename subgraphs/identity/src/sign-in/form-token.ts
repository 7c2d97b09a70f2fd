import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * A token that only a page of this interaction carries, beside the provider's signed cookie: a form that
 * another site makes the browser send has the cookie at most, not the token.
 */
export function formToken(key: string, interaction: string, step: string): string {
  return createHmac('sha256', key).update(`form ${step} ${interaction}`).digest('base64url');
}

export function isFormToken(
  presented: string | null,
  key: string,
  interaction: string,
  step: string,
): boolean {
  const [given, expected] = [Buffer.from(presented ?? ''), Buffer.from(formToken(key, interaction, step))];
  return given.length === expected.length && timingSafeEqual(given, expected);
}
