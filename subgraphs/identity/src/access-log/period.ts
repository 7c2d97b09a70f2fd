import { PublicError } from '@civic-graph/errors';

/** A period of access records, `until` exclusive. */
export interface Period {
  readonly from: Date;
  readonly until: Date;
}

/** Counting reads every record of the period: a million take six seconds. */
const longestSpanMs = 31 * 24 * 3_600_000;

/** @throws PublicError BAD_USER_INPUT for an empty or too long period */
export function checkPeriod({ from, until }: Period): void {
  const span = until.getTime() - from.getTime();
  if (span <= 0 || span > longestSpanMs)
    throw new PublicError('BAD_USER_INPUT', 'until: must be later than from, by at most 31 days');
}
