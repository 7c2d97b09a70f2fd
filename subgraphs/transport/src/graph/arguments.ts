import { PublicError } from '@civic-graph/errors';
import type { Instant } from '../feed/zone-clock.ts';
import { type Day, parseIsoDate } from '../gtfs/date.ts';

/** Years with whole-minute offsets and four digits, which RFC 3339 can represent. */
const years = { first: 1972, last: 2199 };

/** Rounded up to whole seconds, so that past departures are excluded. */
export function instantOf(dateTime: string | null | undefined, argument: string, clock: () => Date): Instant {
  if (dateTime === null || dateTime === undefined) return Math.ceil(clock().getTime() / 1000);
  const milliseconds = Date.parse(dateTime);
  refuseOtherYears(new Date(milliseconds).getUTCFullYear(), argument);
  return Math.ceil(milliseconds / 1000);
}

export function dayOf(date: string, argument: string): Day {
  const day = parseIsoDate(date);
  if (day === null) throw new PublicError('BAD_USER_INPUT', `${argument}: expected a day as YYYY-MM-DD`);
  refuseOtherYears(Number(date.slice(0, 4)), argument);
  return day;
}

function refuseOtherYears(year: number, argument: string): void {
  if (year >= years.first && year <= years.last) return;
  throw new PublicError(
    'BAD_USER_INPUT',
    `${argument}: the year is not between ${years.first} and ${years.last}`,
  );
}

/** @throws PublicError BAD_USER_INPUT that names the argument and its bounds */
export function between(
  value: number | null | undefined,
  argument: string,
  [min, max]: readonly [number, number],
  absent: number,
): number {
  const number = value ?? absent;
  if (number >= min && number <= max) return number;
  throw new PublicError('BAD_USER_INPUT', `${argument}: ${number} is not between ${min} and ${max}`);
}
