import { expect, it } from 'vitest';
import type { OperationResult } from '../../execution/engine.ts';
import { JsonText } from '../../execution/json-text.ts';
import { oncePerResult } from './once-per-result.ts';

const result = (text: string): OperationResult => ({ data: new JsonText(text) });

it('makes something once of each result, and again of an equal one', () => {
  const given: OperationResult[] = [];
  const made = oncePerResult((each) => {
    given.push(each);
    return { text: each.data?.text };
  });
  const [one, equal, other] = [result('1'), result('1'), result('2')];
  expect([one, one, other, equal, one].map((each) => made(each).text)).toEqual(['1', '1', '2', '1', '1']);
  expect(given).toEqual([one, other, equal]);
  expect(made(one)).toBe(made(one));
});
