import { PublicError } from '@civic-graph/errors';
import type { CursorPosition } from '@civic-graph/subgraph-kit';
import type { SupergraphPosition } from '../rollout/list-rollouts.ts';

/* Validates the shape of cursors, which clients can forge. */

/** Cursor of a list that is ordered by a number. @throws PublicError BAD_USER_INPUT */
export function numberPosition(after: CursorPosition | null): string | null {
  if (after === null) return null;
  const [number] = after;
  if (after.length === 1 && typeof number === 'string' && /^\d{1,18}$/.test(number)) return number;
  throw notACursor();
}

/** @throws PublicError BAD_USER_INPUT */
export function supergraphPosition(after: CursorPosition | null): SupergraphPosition | null {
  if (after === null) return null;
  const [time, version] = after;
  const composedAt = new Date(typeof time === 'string' ? time : Number.NaN);
  const isVersion = typeof version === 'string' && /^[0-9a-f]{64}$/.test(version);
  const year = composedAt.getUTCFullYear();
  if (after.length === 2 && isVersion && year >= 1 && year <= 9999) return { composedAt, version };
  throw notACursor();
}

/** @throws PublicError BAD_USER_INPUT */
export function namePosition(after: CursorPosition | null): CursorPosition | null {
  const [name] = after ?? [];
  if (after === null || (after.length === 1 && typeof name === 'string' && !name.includes('\0')))
    return after;
  throw notACursor();
}

function notACursor(): PublicError {
  return new PublicError('BAD_USER_INPUT', 'after: not a cursor of this list');
}
