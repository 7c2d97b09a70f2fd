import { PublicError } from '@civic-graph/errors';
import { z } from 'zod';

/** Where an item stands in its list: the values that the list is ordered by, the last one unique. */
export type CursorPosition = readonly (string | number)[];

const positionSchema = z
  .array(z.union([z.string(), z.number()]))
  .min(1)
  .readonly();

/** Opaque to clients, so that the order of a list may change without breaking them. */
export function encodeCursor(position: CursorPosition): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * The values are the client's to forge: bind them as parameters, and do not take them for a permission.
 *
 * @param argument the argument that the cursor came in, for the message
 * @throws PublicError BAD_USER_INPUT where it is not a cursor
 */
export function decodeCursor(cursor: string, argument = 'after'): CursorPosition {
  const parsed = positionSchema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()));
  if (parsed.success) return parsed.data;
  throw new PublicError('BAD_USER_INPUT', `${argument}: not a cursor of this list`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
