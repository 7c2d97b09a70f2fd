/** Describes a scope as a clause after "may". Unknown scopes are shown by name. */
const scopeWords: Readonly<Record<string, string>> = {
  'identity:basic': 'recognise the person and check facts such as an age limit',
  'identity:profile': 'read name and contact data',
  'identity:sensitive': 'read birth date and address',
  'identity:consents': 'read which consents were given',
  'transport:passes': 'read transit passes',
  'payments:due': 'check whether something is to be paid',
  'payments:notices': 'read payment notices',
  'payments:receipts': 'read payments and receipts',
  'payments:pay': 'start payments',
  'payments:dispute': 'dispute notices and payments',
  'payments:revenue': 'read what an agency received',
};

export function scopeInWords(scope: string): string | null {
  return scopeWords[scope] ?? null;
}

/** `city-services` to "city services": names of purposes, roles and agencies are words already. */
export function nameInWords(name: string): string {
  return name.replaceAll(/[-_:]/g, ' ');
}

/** Formats the time left from `now`, rounded for people. */
export function timeLeft(until: Date, now: Date): string {
  const seconds = Math.round((until.getTime() - now.getTime()) / 1000);
  if (seconds <= 0) return 'expired';
  if (seconds < 60) return 'less than a minute left';
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min left`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h left` : `${Math.round(hours / 24)} days left`;
}

export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number} ${number === 1 ? singular : plural}`;
}
