/* Proleptic Gregorian calendar; instants are milliseconds since 1970 on the clock of the data set. */

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** @param month from 0; months and days beyond the end carry over */
export function dateMs(year: number, month: number, day: number): number {
  // Date.UTC would read the years 0 to 99 as 1900 to 1999.
  return new Date(0).setUTCFullYear(year, month, day);
}

export const firstInstant = dateMs(0, 0, 1);
export const endOfTime = dateMs(10_000, 0, 1);

export function yearOf(instant: number): number {
  return new Date(instant).getUTCFullYear();
}

/** The same day of a later month, or the last day of a shorter one (XML Schema 1.0 part 2, appendix E). */
export function addMonths(instant: number, months: number): number {
  const date = new Date(instant);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const lastDay = new Date(dateMs(year, month + 1, 0)).getUTCDate();
  const time = instant - Math.floor(instant / dayMs) * dayMs;
  return dateMs(year, month, Math.min(date.getUTCDate(), lastDay)) + time;
}

/** Days since Monday, from 0 to 6. */
export function weekday(instant: number): number {
  return (new Date(instant).getUTCDay() + 6) % 7;
}

export function yearText(year: number): string {
  return String(year).padStart(4, '0');
}

export function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

/** `2015-03-01` */
export function dateText(instant: number): string {
  const date = new Date(instant);
  return `${yearText(date.getUTCFullYear())}-${twoDigits(date.getUTCMonth() + 1)}-${twoDigits(date.getUTCDate())}`;
}

/** `2015-03-01T13:00:00`, without the zone. */
export function dateTimeText(instant: number): string {
  const time = new Date(instant).toISOString().slice(-13, -1);
  return `${dateText(instant)}T${time.endsWith('.000') ? time.slice(0, -4) : time}`;
}
