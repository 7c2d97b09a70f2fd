import { PublicError } from '@civic-graph/errors';
import type { PageRequest } from '@civic-graph/subgraph-kit';

/** A slice of a list ordered by one number. */
export interface Slice {
  /** One more than the page, to detect a next page. */
  readonly limit: number;
  /** Number of the previous page's last item. */
  readonly after: number | null;
}

/** Maximum of the column type: PostgreSQL fails above it. */
const beyond = { smallint: 2 ** 15, integer: 2 ** 31 } as const;

/** @throws PublicError BAD_USER_INPUT for an invalid cursor, which clients can forge */
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
