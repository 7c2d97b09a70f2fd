import { expect, it } from 'vitest';
import { messages } from './messages.ts';

/** Placeholders, names and code read the same in every language. */
const isProse = (text: string) => /\p{Letter}{2}/u.test(text.replaceAll(/\{[^{}]*\}/g, ''));

function textsOf(value: object, path = ''): [path: string, text: string][] {
  return Object.entries(value).flatMap(([name, member]): [string, string][] =>
    typeof member === 'string' ? [[`${path}${name}`, member]] : textsOf(member, `${path}${name}.`),
  );
}

it('every text that is prose differs between the languages', () => {
  const zh = new Map(textsOf(messages.zh));
  const same = textsOf(messages.en).filter(([path, text]) => zh.get(path) === text && isProse(text));
  expect(same).toEqual([]);
});
