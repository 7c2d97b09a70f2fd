import { useFormatter } from 'use-intl';

/** An instant in the city's time zone. */
export function DateTime({ value }: { readonly value: string }) {
  const format = useFormatter();
  return (
    <time dateTime={value}>
      {format.dateTime(new Date(value), { dateStyle: 'medium', timeStyle: 'short' })}
    </time>
  );
}
