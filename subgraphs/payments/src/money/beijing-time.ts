/** China has one time zone, and no daylight saving time since 1991. */
const offset = '+08:00';
const offsetMilliseconds = 8 * 60 * 60 * 1000;

/** Formats `2026-11-25 16:30:00`, as both providers write an instant: Beijing time, without a zone. */
export function beijingTime(instant: Date): string {
  return new Date(instant.getTime() + offsetMilliseconds).toISOString().slice(0, 19).replace('T', ' ');
}

/** @throws RangeError for a malformed time */
export function parseBeijingTime(text: string): Date {
  const instant = new Date(`${text.replace(' ', 'T')}${offset}`);
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) || Number.isNaN(instant.getTime())) {
    throw new RangeError('not a time');
  }
  return instant;
}

/** Formats the same as RFC 3339 with its offset. */
export function beijingTimestamp(instant: Date): string {
  return `${beijingTime(instant).replace(' ', 'T')}${offset}`;
}
