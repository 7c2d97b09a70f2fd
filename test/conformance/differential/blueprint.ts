import fc from 'fast-check';

/*
 * Values that fast-check generates and shrinks: lists of small numbers, which `buildModel` interprets as a
 * federated graph. Each number is read modulo the number of choices, so every blueprint is meaningful, and 0
 * is the simplest choice.
 */

const choice = fc.nat({ max: 239 });

export type FieldBlueprint = typeof fieldBlueprint extends fc.Arbitrary<infer T> ? T : never;
const fieldBlueprint = fc.record({
  home: choice,
  /** Other subgraphs that also resolve the field. */
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
  /** Other subgraphs that define the entity: their key, and whether they define all of it or a stub. */
  spokes: fc.array(fc.record({ at: choice, key: choice, form: choice }), { maxLength: 4 }),
  fields,
});

export type Blueprint = typeof blueprint extends fc.Arbitrary<infer T> ? T : never;
export const blueprint = fc.record({
  subgraphs: fc.integer({ min: 2, max: 5 }),
  entities: fc.array(entityBlueprint, { minLength: 1, maxLength: 4 }),
  values: fc.array(fc.record({ places: choice, fields }), { maxLength: 2 }),
  /** `known`: the members that each subgraph knows. */
  interface: fc.option(
    fc.record({ members: choice, places: choice, known: fc.array(choice, { maxLength: 5 }) }),
  ),
  union: fc.option(fc.record({ members: choice, places: choice, known: fc.array(choice, { maxLength: 5 }) })),
  interfaceObject: fc.option(
    fc.record({
      home: choice,
      members: fc.array(fields, { minLength: 1, maxLength: 2 }),
      away: fields,
      /** Whether a third subgraph refers to the interface but cannot resolve it. */
      seen: fc.boolean(),
    }),
  ),
  /** An interface whose field a subgraph provides only on one path. */
  provided: fc.option(fc.record({ at: choice, members: choice, wrap: choice })),
  /** Abstract types of which each of two subgraphs knows a member that the other does not. */
  mixed: fc.option(fc.record({ owner: choice, pair: choice, wrap: choice })),
  /** A type that one of two subgraphs knows only in part. */
  partial: fc.option(fc.record({ whole: choice, part: choice, type: choice })),
  /** Fields whose types have different members or values in their subgraphs. */
  shared: fc.array(fc.record({ owner: choice, type: choice, wrap: choice, pair: choice }), { maxLength: 3 }),
  query: fields,
  mutations: fc.array(fieldBlueprint, { maxLength: 3 }),
  /** Values of an enum that each subgraph knows. */
  levels: fc.array(choice, { maxLength: 5 }),
  /** Whether resolvers fail, whether some fields are denied, and the seed of the data. */
  failures: fc.boolean(),
  denied: fc.boolean(),
  data: fc.nat(),
});
