import { useFormatter } from 'use-intl';

/** A civil date; as UTC, so that no time zone moves it. */
export function useDay(): (date: string) => string {
  const format = useFormatter();
  return (date) => format.dateTime(new Date(`${date}T00:00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' });
}

/** The day of an instant, in the city's time zone. */
export function useDayOf(): (instant: string) => string {
  const format = useFormatter();
  return (instant) => format.dateTime(new Date(instant), { dateStyle: 'medium' });
}

/** Today's civil date in the city, YYYY-MM-DD. */
export function today(now: Date = new Date()): string {
  return now.toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
}
