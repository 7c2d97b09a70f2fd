/** An object of the graph: values, and functions for what takes arguments or leads on. */
export type Row = { readonly __typename: string } & { readonly [field: string]: unknown };

export type Arguments = Readonly<Record<string, unknown>>;

/**
 * The data of a whole graph, computed from its ids: any id exists, so that every request can ask for
 * something else. The subgraphs and the monolith read the same world, so right answers agree by construction.
 */
export interface World {
  /** Root fields of all subgraphs. */
  readonly query: Readonly<Record<string, (args: Arguments) => unknown>>;
  /** The entity of a representation, including its fields from `@requires`. */
  entity(representation: Row): Row;
}
