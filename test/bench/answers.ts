import { isDeepStrictEqual } from 'node:util';
import type { Entrant } from './contenders/entrant.ts';

/**
 * Sends one request and compares its answer with the monolith's.
 *
 * @returns the length of the body in bytes
 * @throws Error if the answers differ
 */
export async function checkedAnswer(
  url: string,
  entrant: Pick<Entrant, 'isFloor'>,
  request: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
  expected: unknown,
): Promise<number> {
  const response = await fetch(url, { method: 'POST', ...request });
  const text = await response.text();
  const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: unknown };
  const isRight =
    errors === undefined &&
    (entrant.isFloor ? covers({ data }, expected) : isDeepStrictEqual({ data }, expected));
  if (!isRight) throw new Error(`wrong answer: ${text.slice(0, 600)}`);
  return Buffer.byteLength(text);
}

/** Whether the answer contains all of `expected`; floors also return the fields that join subgraphs. */
function covers(actual: unknown, expected: unknown): boolean {
  if (Array.isArray(expected)) {
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((item, index) => covers(actual[index], item))
    );
  }
  if (typeof expected !== 'object' || expected === null) return actual === expected;
  if (typeof actual !== 'object' || actual === null) return false;
  const found = actual as Record<string, unknown>;
  return Object.entries(expected).every(([key, value]) => covers(found[key], value));
}
