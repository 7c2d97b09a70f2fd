import { PublicError } from '@civic-graph/errors';
import { z } from 'zod';

/** Position of an item in its list: the values of the order, the last one unique. */
export type CursorPosition = readonly (string | number)[];

const positionSchema = z
  .array(z.union([z.string(), z.number()]))
  .min(1)
  .readonly();

/** Opaque to clients, so that the order of a list can change. */
export function encodeCursor(position: CursorPosition): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * Clients can forge the values: bind them as parameters and never use them for authorization.
 *
 * @param argument name of the argument, for the message
 * @throws PublicError BAD_USER_INPUT if it is not a cursor
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
