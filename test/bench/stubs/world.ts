/** An object of the graph: values, and functions for fields with arguments or objects. */
export type Row = { readonly __typename: string } & { readonly [field: string]: unknown };

export type Arguments = Readonly<Record<string, unknown>>;

/**
 * The data of a whole graph, computed from its ids: every id exists, so every request can ask for a different
 * one. Subgraphs and monolith read the same world, so correct answers agree by construction.
 */
export interface World {
  /** Root fields of all subgraphs. */
  readonly query: Readonly<Record<string, (args: Arguments) => unknown>>;
  /** The entity of a representation, including its fields from `@requires`. */
  entity(representation: Row): Row;
}
