import type { GraphQLError } from 'graphql';
import { getOwn, isObject } from '../lib/json/own-property.ts';
import type { JsonText } from './json-text.ts';

/**
 * The errors that are about something in the answer. A plan may ask for a field of a type although the object
 * turns out to be of another one (a subgraph that knows an interface as an object cannot tell); what fails
 * there is nothing that the client has asked for.
 */
export function errorsInAnswer(errors: readonly GraphQLError[], data: JsonText): readonly GraphQLError[] {
  if (errors.length === 0) return errors;
  const answer = data.toJSON();
  return errors.filter(({ path }) => path === undefined || isInAnswer(answer, path));
}

/** A null on the way took along what was below it. */
function isInAnswer(answer: unknown, path: readonly (string | number)[]): boolean {
  let value = answer;
  for (const key of path) {
    if (!isObject(value) && !Array.isArray(value)) return true;
    if (!Object.hasOwn(value, key)) return false;
    value = getOwn(value, String(key));
  }
  return true;
}
