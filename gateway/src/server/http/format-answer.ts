import { asPublicError } from '@civic-graph/errors';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { OperationResult } from '../../execution/engine.ts';
import type { ErrorFormatter } from './mask-error.ts';

/** An answer without data is a failed request: its HTTP status is that of its first error. */
export function statusOf({ data, errors }: OperationResult): number {
  const [first] = errors ?? [];
  if (data !== undefined || first === undefined) return 200;
  return asPublicError(first)?.status ?? 500;
}

/** Returns the same body as Apollo Server for this result, byte for byte. */
export function formatAnswer(result: OperationResult, mask: ErrorFormatter): string {
  return `${resultText(result, mask)}\n`;
}

/** The result as JSON text, with masked errors. */
export function resultText({ data, errors, extensions }: OperationResult, mask: ErrorFormatter): string {
  const parts: string[] = [];
  if (errors) parts.push(`"errors":${JSON.stringify(formatErrors(errors, mask))}`);
  if (data) parts.push(`"data":${data.text}`);
  if (extensions) parts.push(`"extensions":${JSON.stringify(extensions)}`);
  return `{${parts.join(',')}}`;
}

export function formatErrors(errors: readonly GraphQLError[], mask: ErrorFormatter): GraphQLFormattedError[] {
  return errors.map((error) => mask(withCode(error), error));
}

function withCode(error: GraphQLError): GraphQLFormattedError {
  const { code = 'INTERNAL_SERVER_ERROR', ...extensions } = error.extensions;
  return { ...error.toJSON(), extensions: { ...extensions, code } };
}
