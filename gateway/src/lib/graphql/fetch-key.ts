import type { DocumentNode, FieldNode } from 'graphql';
import { requiredFieldsWithArguments } from './required-fields.ts';
import { responseKeyOf } from './response-key.ts';

const prefix = '_as_';

/**
 * Response key of a field in fetches and merged data: its name, or the client's alias with a prefix that no
 * schema uses. Plans also fetch keys; planners would confuse them with an alias such as `{ id: name }`,
 * sending the wrong entity on or exposing the key.
 */
export type FetchKeys = (field: FieldNode) => string;

/** The client's response keys, for operations that are not fetched. */
export const asAsked: FetchKeys = responseKeyOf;

/**
 * A client's field with arguments that some `@requires` reads is never fetched under its own name: planners
 * would confuse it with the `@requires` call of other arguments.
 * @param supergraph with its `@join__field(requires:)`
 */
export function fetchKeys(supergraph: DocumentNode): FetchKeys {
  const contested = requiredFieldsWithArguments(supergraph);
  return ({ name: { value: name }, alias: { value: alias } = { value: name } }) =>
    alias === name && !contested.has(name) ? name : `${prefix}${alias}`;
}
