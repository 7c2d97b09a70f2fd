import { PublicError } from '@civic-graph/errors';
import { asRetryable } from './unavailable.ts';

/**
 * SQLSTATE character_not_in_repertoire, and untranslatable_character for JSON: PostgreSQL stores any
 * character but NUL, and every text in a statement is the caller's.
 */
const unstorable: ReadonlySet<unknown> = new Set(['22021', '22P05']);

/**
 * What the caller is told of an error of the database: to send other text, or to try again. Any other error
 * is itself.
 */
export function asBorderError(error: unknown): unknown {
  if (error instanceof Error && 'code' in error && unstorable.has(error.code)) {
    const message = 'A text in the request contains a NUL character (U+0000); remove it and send again.';
    return new PublicError('BAD_USER_INPUT', message, { originalError: error });
  }
  return asRetryable(error);
}
