import { createHmac, timingSafeEqual } from 'node:crypto';

/** CSRF token of an interaction's pages: a form submitted by another site has at most the cookie. */
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
