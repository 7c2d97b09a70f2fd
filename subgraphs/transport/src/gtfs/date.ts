/** A date as the number of days since 1970-01-01: comparable, countable, without time zone. */
export type Day = number;

const millisecondsPerDay = 86_400_000;

/**
 * Parses a GTFS date, `YYYYMMDD`.
 *
 * @returns `null` for an invalid date of the Gregorian calendar
 */
export function parseGtfsDate(text: string): Day | null {
  return /^\d{8}$/.test(text)
    ? parseIsoDate(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`)
    : null;
}

/** Parses `YYYY-MM-DD`; `null` if invalid. */
export function parseIsoDate(text: string): Day | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const milliseconds = Date.parse(`${text}T00:00:00Z`);
  const day = milliseconds / millisecondsPerDay;
  // Date.parse accepts 30 February as a day in March.
  return Number.isNaN(milliseconds) || formatIsoDate(day) !== text ? null : day;
}

export function formatIsoDate(day: Day): string {
  return new Date(day * millisecondsPerDay).toISOString().slice(0, 10);
}

export function formatGtfsDate(day: Day): string {
  return formatIsoDate(day).replaceAll('-', '');
}

/** Columns of calendar.txt, in its order. */
export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** 0 is Monday, as in {@link weekdays}. */
export function weekday(day: Day): number {
  // 1970-01-01 was a Thursday.
  return (((day + 3) % 7) + 7) % 7;
}
