import { expect, test } from 'vitest';
import { getOwn, isObject, setOwn } from './own-property.ts';

test.each(Object.getOwnPropertyNames(Object.prototype))(
  '%s is read only from objects that have it',
  (key) => {
    expect(getOwn({}, key)).toBeUndefined();
    const object = JSON.parse(`{"${key}": 1}`) as object;
    expect(getOwn(object, key)).toBe(1);
  },
);

test.each([...Object.getOwnPropertyNames(Object.prototype), 'name'])(
  '%s can be set, and changes no prototype',
  (key) => {
    const object = {};
    setOwn(object, key, { polluted: 1 });
    setOwn(object, key, { polluted: 2 });
    expect(JSON.stringify(object)).toBe(`{"${key}":{"polluted":2}}`);
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  },
);

test('an object is neither null nor a list', () => {
  expect([{}, Object.create(null), { a: 1 }].map(isObject)).toEqual([true, true, true]);
  expect([null, undefined, [], '', 0, () => 1].map(isObject)).toEqual(Array(6).fill(false));
});
