import fc from 'fast-check';

/*
 * Operations as fast-check generates and shrinks them: trees that are meaningful under any schema, because
 * each number is read modulo the number of choices.
 */

const choice = fc.nat({ max: 239 });

export interface Step {
  /** Field, `__typename`, inline or named fragment. */
  readonly kind: number;
  readonly pick: number;
  readonly alias: number;
  readonly arguments: number;
  readonly condition: number;
  readonly below: readonly Step[];
}

const steps: (depth: number) => fc.Arbitrary<readonly Step[]> = (depth) =>
  fc.array(
    fc.record({
      kind: choice,
      pick: choice,
      alias: choice,
      arguments: choice,
      condition: choice,
      below: depth > 1 ? steps(depth - 1) : fc.constant([]),
    }),
    { minLength: 1, maxLength: depth > 4 ? 3 : 4, size: 'medium' },
  );

export type OperationBlueprint = typeof operation extends fc.Arbitrary<infer T> ? T : never;
export const operation = fc.record({
  mutation: fc.boolean(),
  /** Values of the two Boolean variables. */
  yes: fc.boolean(),
  no: fc.boolean(),
  steps: steps(5),
});
