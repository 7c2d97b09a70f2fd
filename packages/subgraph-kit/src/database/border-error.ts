import { PublicError } from '@civic-graph/errors';
import { asRetryable } from './unavailable.ts';

/**
 * SQLSTATE character_not_in_repertoire, and untranslatable_character for JSON: PostgreSQL rejects NUL, and
 * only the caller's text can contain it.
 */
const unstorable: ReadonlySet<unknown> = new Set(['22021', '22P05']);

/** Maps a database error to a public one: invalid text, or retry. Returns any other error unchanged. */
export function asBorderError(error: unknown): unknown {
  if (error instanceof Error && 'code' in error && unstorable.has(error.code)) {
    const message = 'A text in the request contains a NUL character (U+0000); remove it and send again.';
    return new PublicError('BAD_USER_INPUT', message, { originalError: error });
  }
  return asRetryable(error);
}
