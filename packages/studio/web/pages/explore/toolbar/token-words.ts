import type { useTranslations } from 'use-intl';

/** Words of the page's language for a token. */
export type TokenWords = ReturnType<typeof useTranslations<'explore.token'>>;

const scopes = [
  ...(['identity:basic', 'identity:profile', 'identity:sensitive', 'identity:consents'] as const),
  'transport:passes',
  ...(['payments:due', 'payments:notices', 'payments:receipts', 'payments:pay'] as const),
  ...(['payments:dispute', 'payments:revenue'] as const),
] as const;

/** Describes a scope as a clause after "may". @returns `null` for an unknown one, which is shown by name */
export function scopeInWords(scope: string, t: TokenWords): string | null {
  const known = scopes.find((each) => each === scope);
  return known === undefined ? null : t(`scope.${known}`);
}

/** `city-services` to "city services": purposes, roles and agencies have names that are words already. */
export function nameInWords(name: string): string {
  return name.replaceAll(/[-_:]/g, ' ');
}

/** Formats the time left from `now`, rounded for people. */
export function timeLeft(until: Date, now: Date, t: TokenWords): string {
  const seconds = Math.round((until.getTime() - now.getTime()) / 1000);
  if (seconds <= 0) return t('expired');
  if (seconds < 60) return t('seconds');
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return t('minutes', { count: minutes });
  const hours = Math.round(minutes / 60);
  return hours < 48 ? t('hours', { count: hours }) : t('days', { count: Math.round(hours / 24) });
}
