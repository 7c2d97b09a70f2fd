import type { FieldNode } from 'graphql';

const prefix = '_as_';

/**
 * Response key under which a field is fetched and lies in the merged data: its name, or the client's alias behind a
 * prefix that no field of a schema has.
 *
 * Plans fetch keys of entities beside what the client asked for, also keys that the client cannot see. An alias in
 * the place of such a key (`{ id: name }`) would send the wrong entity to the next subgraph, or show the key in the
 * answer. Planners get this wrong, so they never see a client's alias as it is.
 */
export function fetchKey(field: FieldNode): string {
  const name = field.name.value;
  const alias = field.alias?.value ?? name;
  return alias === name ? name : `${prefix}${alias}`;
}
