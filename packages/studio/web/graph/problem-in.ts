import type { GraphAnswer } from './graph-client.ts';

/**
 * What kept a mutation from being done: the message of a typed problem, or that of an error.
 * @returns `null` if it was done
 */
export function problemIn<Data extends object>({ data, errors }: GraphAnswer<Data>): string | null {
  const [result] = Object.values(data) as unknown[];
  if (typeof result === 'object' && result !== null && 'message' in result) return String(result.message);
  return errors[0]?.message ?? null;
}
