import { getOperationAST, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { operationDigest } from './operation-digest.ts';

function digest(text: string, name?: string): string {
  const document = parse(text);
  return operationDigest(document, getOperationAST(document, name)!);
}

const listed =
  'query Passes($n: Int) { me { transitPasses(first: $n) { kind } ...Name } } fragment Name on Citizen { id }';

describe('the same operation', () => {
  it.each([
    ['in other white space', listed.replaceAll(' ', '\n\t ,')],
    ['with a comment', `# which passes\n${listed}`],
    ['with its fragment first', `fragment Name on Citizen { id } ${listed.replace(/fragment.*/, '')}`],
    [
      'with the __typename that clients add',
      listed.replaceAll('{ id }', '{ __typename id }').replace('kind', 'kind __typename'),
    ],
  ])('%s', (_, text) => expect(digest(text)).toBe(digest(listed)));

  it('ignores other operations in the document', () => {
    const document = `${listed} query Other { me { ...Other } } fragment Other on Citizen { id }`;
    expect(digest(document, 'Passes')).toBe(digest(listed));
    expect(digest(document, 'Other')).not.toBe(digest(listed));
  });
});

describe('another operation', () => {
  it.each([
    ['with one field more', listed.replace('kind', 'kind validUntil')],
    ['with a field more in its fragment', listed.replace('{ id }', '{ id name }')],
    ['under another name', listed.replace('Passes', 'Other')],
    ['with a value in the text', listed.replace('first: $n', 'first: 5')],
    ['with another default', listed.replace('$n: Int', '$n: Int = 5')],
    ['with an alias', listed.replace('kind', 'k: kind')],
    ['with __typename under an alias', listed.replace('kind', 'kind type: __typename')],
    ['with a directive', listed.replace('kind', 'kind @include(if: true)')],
    ['with another text between quotes', listed.replace('first: $n', 'first: "a  b"')],
  ])('%s', (_, text) => expect(digest(text)).not.toBe(digest(listed)));

  it('keeps a __typename-only operation apart from an empty one', () => {
    expect(digest('{ me { __typename } }')).not.toBe(digest('{ __typename }'));
  });

  it('keeps white space within strings', () => {
    expect(digest('{ a(b: "x y") }')).not.toBe(digest('{ a(b: "x  y") }'));
  });
});
