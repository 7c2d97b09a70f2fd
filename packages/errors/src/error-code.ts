import { errorTable } from './table.ts';

export type ErrorCode = keyof typeof errorTable;

/** Whether `value` is a public error code, and so may be sent to a client. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errorTable, value);
}
