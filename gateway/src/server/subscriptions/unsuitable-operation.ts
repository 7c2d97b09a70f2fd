import { PublicError } from '@civic-graph/errors';
import { slowPathExtensionsIn } from '../http/read-operation.ts';

/**
 * Why `readOperation` rejects a payload; echoes only names that are known here.
 * @param sent the container of the payload
 */
export function unsuitableOperation(sent: 'stream' | 'message', payload: unknown): PublicError {
  const takes = `A ${sent} takes the text of an operation, operationName and variables`;
  const found = slowPathExtensionsIn(payload);
  return new PublicError(
    'BAD_REQUEST',
    found.length === 0
      ? `${takes}, and nothing that stands for them.`
      : `${takes}. These extensions are for single answers: ${found.join(', ')}.`,
  );
}
