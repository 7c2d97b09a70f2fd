import { expect, test } from 'vitest';
import { mutationSteps } from './mutation-steps.ts';

const steps = (text: string) => mutationSteps(text).map((step) => step.replaceAll(/\s+/g, ' '));

test('a query is one step', () => {
  expect(mutationSteps('{ a b }')).toEqual(['{ a b }']);
  expect(mutationSteps('query ($a: Int) { a(a: $a) b }')).toEqual(['query ($a: Int) { a(a: $a) b }']);
});

test('each field of a mutation is a step with its whole selection', () => {
  const mutation =
    'mutation ($n: Int) { a: change(by: 1) { x } ... on Mutation { change(by: $n) { y } } a: change(by: 1) { z } }';
  expect(steps(mutation)).toEqual([
    'mutation ($n: Int) { a: change(by: 1) { x } a: change(by: 1) { z } }',
    'mutation ($n: Int) { change(by: $n) { y } }',
  ]);
});
