import fc from 'fast-check';

/*
 * What fast-check draws and shrinks: plain lists of small numbers, which `buildModel` reads as a federated
 * graph. Every number is read modulo what there is to choose from, so that each blueprint means something,
 * and 0 is the simplest choice: fewer and smaller numbers are a smaller graph.
 */

const choice = fc.nat({ max: 239 });

export type FieldBlueprint = typeof fieldBlueprint extends fc.Arbitrary<infer T> ? T : never;
const fieldBlueprint = fc.record({
  home: choice,
  /** Further subgraphs that resolve the field too. */
  shared: fc.array(choice, { maxLength: 2 }),
  type: choice,
  wrap: choice,
  argument: choice,
  /** `@requires`, `@provides`, `@override`, `@inaccessible`, a guard, other nullability. */
  twist: choice,
  details: fc.array(choice, { maxLength: 3 }),
});
const fields = fc.array(fieldBlueprint, { maxLength: 5 });

export type EntityBlueprint = typeof entityBlueprint extends fc.Arbitrary<infer T> ? T : never;
const entityBlueprint = fc.record({
  hub: choice,
  keys: fc.array(choice, { minLength: 1, maxLength: 3 }),
  /** Where else the entity is defined: by which key, whole or as a stub. */
  spokes: fc.array(fc.record({ at: choice, key: choice, form: choice }), { maxLength: 4 }),
  fields,
});

export type Blueprint = typeof blueprint extends fc.Arbitrary<infer T> ? T : never;
export const blueprint = fc.record({
  subgraphs: fc.integer({ min: 2, max: 5 }),
  entities: fc.array(entityBlueprint, { minLength: 1, maxLength: 4 }),
  values: fc.array(fc.record({ places: choice, fields }), { maxLength: 2 }),
  /** `known`: which of the members each subgraph knows. */
  interface: fc.option(
    fc.record({ members: choice, places: choice, known: fc.array(choice, { maxLength: 5 }) }),
  ),
  union: fc.option(fc.record({ members: choice, places: choice, known: fc.array(choice, { maxLength: 5 }) })),
  interfaceObject: fc.option(
    fc.record({
      home: choice,
      members: fc.array(fields, { minLength: 1, maxLength: 2 }),
      away: fields,
      /** Whether a third subgraph refers to the interface and cannot be asked for it. */
      seen: fc.boolean(),
    }),
  ),
  /** An interface whose field a subgraph has on one way only. */
  provided: fc.option(fc.record({ at: choice, members: choice, wrap: choice })),
  /** Abstract types of which each of two subgraphs knows a member that the other does not. */
  mixed: fc.option(fc.record({ owner: choice, pair: choice, wrap: choice })),
  /** A type that one of two subgraphs knows in part. */
  partial: fc.option(fc.record({ whole: choice, part: choice, type: choice })),
  /** Fields of types of which their subgraphs know different members or values. */
  shared: fc.array(fc.record({ owner: choice, type: choice, wrap: choice, pair: choice }), { maxLength: 3 }),
  query: fields,
  mutations: fc.array(fieldBlueprint, { maxLength: 3 }),
  /** Which values of an enum each subgraph knows. */
  levels: fc.array(choice, { maxLength: 5 }),
  /** Whether resolvers fail, some fields are denied, and the seed of the data. */
  failures: fc.boolean(),
  denied: fc.boolean(),
  data: fc.nat(),
});
