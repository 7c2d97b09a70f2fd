import { useFormatter } from 'use-intl';

/** Formats an instant in the city's time zone. */
export function useDateTime(): (instant: string) => string {
  const format = useFormatter();
  return (instant) => format.dateTime(new Date(instant), { dateStyle: 'medium', timeStyle: 'short' });
}

/** An instant in the city's time zone. */
export function DateTime({ value }: { readonly value: string }) {
  const dateTime = useDateTime();
  return <time dateTime={value}>{dateTime(value)}</time>;
}
