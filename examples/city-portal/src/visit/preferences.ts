import { cookie, readCookie } from '../http/cookies.ts';
import { type Desk, isSecure, type Visit } from './visit.ts';

/** Choices of a visitor, kept by the browser only. */
type Preference = 'stop' | 'district';

const halfYear = 182 * 24 * 3_600;

/** Returns `null` without a choice. */
export function preference({ request }: Pick<Visit, 'request'>, name: Preference): string | null {
  const value = readCookie(request, name);
  return value === null || value === '' ? null : decode(value);
}

export function rememberedPreference(desk: Desk, name: Preference, value: string): string {
  return cookie(name, encodeURIComponent(value), { secure: isSecure(desk), maxAgeSeconds: halfYear });
}

function decode(value: string): string | null {
  try {
    return decodeURIComponent(value).slice(0, 100);
  } catch {
    return null;
  }
}
