export { describeError } from './describe-error.ts';
export { asPublicError, PublicError } from './public-error.ts';
export { type ErrorCode, errorTable, isErrorCode } from './table.ts';
