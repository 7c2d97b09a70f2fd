import { PublicError } from '@civic-graph/errors';
import type { Instant } from '../feed/zone-clock.ts';
import { type Day, parseIsoDate } from '../gtfs/date.ts';

/** Whole seconds, rounded up: what left half a second ago has left. */
export function instantOf(dateTime: string | null | undefined, clock: () => Date): Instant {
  const milliseconds = dateTime === null || dateTime === undefined ? clock().getTime() : Date.parse(dateTime);
  return Math.ceil(milliseconds / 1000);
}

export function dayOf(date: string, argument: string): Day {
  const day = parseIsoDate(date);
  if (day === null) throw new PublicError('BAD_USER_INPUT', `${argument}: expected a day as YYYY-MM-DD`);
  return day;
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
