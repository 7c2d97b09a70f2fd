import { PublicError } from '@civic-graph/errors';
import { expect, test } from 'vitest';
import { AnswerBudget } from './answer-budget.ts';
import { ResponseErrors } from './response-errors.ts';
import { ShapedObjects } from './shaped-objects.ts';

const state = () => ({ budget: new AnswerBudget(10), errors: new ResponseErrors(10) });
type State = ReturnType<typeof state>;

test('an object is serialized once per shape, and counted each time', () => {
  const [objects, run, value] = [new ShapedObjects(), state(), {}];
  let written = 0;
  const shape = (_: object, { budget }: State) => {
    budget.spend(4);
    written += 1;
    return `text ${written}`;
  };
  expect([objects.once(shape, value, run), objects.once(shape, value, run)]).toEqual(['text 1', 'text 1']);
  expect(() => objects.once(shape, value, run)).toThrow(PublicError);
  expect(objects.once(() => 'another', value, run)).toBe('another');
});

test('a text that contains an error is serialized again at each place', () => {
  const [objects, run, value] = [new ShapedObjects(), state(), {}];
  const shape = (_: object, { errors }: State) => {
    errors.add(() => new PublicError('INTERNAL_SERVER_ERROR'));
    return 'null';
  };
  objects.once(shape, value, run);
  objects.once(shape, value, run);
  expect(run.errors.count).toBe(2);
});
