export { describeError } from './describe-error.ts';
export { type ErrorCode, isErrorCode } from './error-code.ts';
export { asPublicError, PublicError } from './public-error.ts';
export { errorTable } from './table.ts';
