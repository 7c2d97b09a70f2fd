import type { DocumentNode, FieldNode } from 'graphql';
import { requiredFieldsWithArguments } from './required-fields.ts';
import { responseKeyOf } from './response-key.ts';

const prefix = '_as_';

/**
 * Response key under which a field is fetched and lies in the merged data: its name, or the client's alias
 * behind a prefix that no field of a schema has.
 *
 * Plans fetch keys of entities beside what the client asked for, also keys that the client cannot see. An
 * alias in the place of such a key (`{ id: name }`) would send the wrong entity to the next subgraph, or show
 * the key in the answer. Planners get this wrong, so they never see a client's alias as it is.
 */
export type FetchKeys = (field: FieldNode) => string;

/** For operations that are read, not fetched. */
export const asAsked: FetchKeys = responseKeyOf;

/**
 * A field that takes arguments and that some `@requires` reads is never fetched under its name for a client:
 * under that name the plan fetches it for the `@requires`, with other arguments. Planners take the two for
 * one.
 *
 * @param supergraph with its `@join__field(requires:)`
 */
export function fetchKeys(supergraph: DocumentNode): FetchKeys {
  const contested = requiredFieldsWithArguments(supergraph);
  return ({ name: { value: name }, alias: { value: alias } = { value: name } }) =>
    alias === name && !contested.has(name) ? name : `${prefix}${alias}`;
}
