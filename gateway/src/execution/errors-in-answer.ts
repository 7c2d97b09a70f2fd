import type { GraphQLError } from 'graphql';
import { getOwn, isObject } from '../lib/json/own-property.ts';
import type { JsonText } from './json-text.ts';

/**
 * Keeps errors whose path is in the answer. A plan may fetch fields for a type that the object turns out not
 * to have; the client did not ask for these.
 */
export function errorsInAnswer(errors: readonly GraphQLError[], data: JsonText): readonly GraphQLError[] {
  if (errors.length === 0) return errors;
  const answer = data.toJSON();
  return errors.filter(({ path }) => path === undefined || isInAnswer(answer, path));
}

/** A null or leaf on the path counts as present: it replaced the values below. */
function isInAnswer(answer: unknown, path: readonly (string | number)[]): boolean {
  let value = answer;
  for (const key of path) {
    if (!isObject(value) && !Array.isArray(value)) return true;
    if (!Object.hasOwn(value, key)) return false;
    value = getOwn(value, String(key));
  }
  return true;
}
