import type { AnswerError } from '../../http/graphql-answer.ts';

const codes: ReadonlySet<string | null> = new Set(['FORBIDDEN', 'UNAUTHORIZED_FIELD_OR_TYPE']);

/** Whether the error says that this caller may not read the field. */
export function isRefusal({ code }: AnswerError): boolean {
  return codes.has(code);
}
