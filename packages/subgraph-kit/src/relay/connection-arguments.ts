import { PublicError } from '@civic-graph/errors';
import { type CursorPosition, decodeCursor } from './cursor.ts';

/** Paging arguments of a field. */
export interface ConnectionArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Page size and start. */
export interface PageRequest {
  readonly first: number;
  readonly after: CursorPosition | null;
}

const maximumPage = 100;
const defaultPage = 20;

/** @throws PublicError BAD_USER_INPUT that names the argument and the accepted values */
export function parseConnectionArguments(args: ConnectionArguments): PageRequest {
  const first = args.first ?? defaultPage;
  if (!Number.isInteger(first) || first < 1 || first > maximumPage) {
    throw new PublicError('BAD_USER_INPUT', `first: ${first} is not between 1 and ${maximumPage}`);
  }
  const after = args.after;
  return { first, after: after === null || after === undefined ? null : decodeCursor(after) };
}
