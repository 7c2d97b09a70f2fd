import { PublicError } from '@civic-graph/errors';
import type { PageRequest } from '@civic-graph/subgraph-kit';

/** A slice of a list that is ordered by one number. */
export interface Slice {
  /** One more than the page, to see whether another follows. */
  readonly limit: number;
  /** Number of the last item of the page before. */
  readonly after: number | null;
}

/** What a column's type cannot hold any more: PostgreSQL fails on it. */
const beyond = { smallint: 2 ** 15, integer: 2 ** 31 } as const;

/** @throws PublicError BAD_USER_INPUT for a cursor that is of no such list: it is the client's to forge */
export function sliceOf({ first, after }: PageRequest, column: keyof typeof beyond): Slice {
  const number = after?.[0] ?? null;
  if (number !== null && !isNumber(number, beyond[column])) {
    throw new PublicError('BAD_USER_INPUT', 'after: not a cursor of this list');
  }
  return { limit: first + 1, after: number };
}

function isNumber(value: string | number, bound: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < bound;
}
