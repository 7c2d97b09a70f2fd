import { expect, it } from 'vitest';
import { type AccessWordsOf, accessText } from './access-text.ts';

/** Stands for the words of a language. */
const t = ((key: string, values: object = {}) =>
  [key, ...Object.values(values)].join(':')) as unknown as AccessWordsOf;

it.each([
  [{ isForSignedIn: false, scopes: [], policies: [] }, 'everyone'],
  [{ isForSignedIn: true, scopes: [], policies: [] }, 'signedIn'],
  [{ isForSignedIn: false, scopes: [['a:b', 'a:c'], ['a:d']], policies: [] }, 'scopes a:b + a:cora:d'],
  [
    {
      isForSignedIn: false,
      scopes: [['a:b']],
      policies: [
        ['owner', 'consent:a:b'],
        ['role:notice-clerk'],
        ['agency'],
        ['assurance:high'],
        ['new:rule'],
      ],
    },
    'scopes a:bbesidesowner and consent:a:borrole:notice clerkoragencyorassuranceornew:rule',
  ],
])('%j in words', (rules, words) => {
  expect(accessText(rules, t)).toBe(words);
});
