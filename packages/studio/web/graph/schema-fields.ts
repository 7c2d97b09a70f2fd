import { readSchema, type SchemaField } from './read-schema.ts';

/** The latest text of each subgraph: several parts of a page read it, and parsing takes many milliseconds. */
const latest = new Map<string, { readonly sdl: string; readonly fields: readonly SchemaField[] }>();

/** The fields of a subgraph's schema, parsed once for each text. @throws GraphQLError if it is no schema */
export function schemaFields(subgraph: string, sdl: string): readonly SchemaField[] {
  const known = latest.get(subgraph);
  if (known?.sdl === sdl) return known.fields;
  const fields = readSchema(subgraph, sdl);
  latest.set(subgraph, { sdl, fields });
  return fields;
}
