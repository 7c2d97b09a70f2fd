import { PublicError } from '@civic-graph/errors';
import type { CursorPosition } from './cursor.ts';

/** Position in a list that is ordered by a time, then by a unique id. */
interface TimePosition {
  readonly time: Date;
  readonly id: string;
}

/** Four-digit years; JavaScript accepts earlier ones than PostgreSQL. */
const [earliest, latest] = [Date.parse('0001-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59.999Z')];

/**
 * Validates the shape of a cursor, which clients can forge.
 *
 * @param format of ids; must exclude NUL, which PostgreSQL rejects
 * @throws PublicError BAD_USER_INPUT
 */
export function timePosition(after: CursorPosition, format: RegExp): TimePosition {
  const [time, id] = after;
  const instant = typeof time === 'string' ? Date.parse(time) : Number.NaN;
  const isInstant = instant >= earliest && instant <= latest;
  if (after.length !== 2 || !isInstant || typeof id !== 'string' || !format.test(id)) {
    throw new PublicError('BAD_USER_INPUT', 'after: not a cursor of this list');
  }
  return { time: new Date(instant), id };
}
