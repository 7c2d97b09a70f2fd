import { getOperationAST, parse } from 'graphql';
import { expect, test } from 'vitest';
import { operationSignature } from './operation-signature.ts';

function signatureOf(text: string, name?: string): string {
  const document = parse(text);
  return operationSignature(document, getOperationAST(document, name)!);
}

const plain = '{ region(code: "330100") { name(language: EN) } }';

test.each([
  ['another literal', '{ region(code: "330106") { name(language: EN) } }'],
  ['an alias', '{ lin: region(code: "330100") { name(language: EN) } }'],
  ['a name', 'query Of330106 { region(code: "330100") { name(language: EN) } }'],
  ['a variable and its name', 'query ($lin: ID) { region(code: $lin) { name(language: EN) } }'],
  ['a comment and white space', '#330106\n{ region(code: "330100")\n{ name(language: EN) } }'],
  [
    'an alias for each value',
    '{ a: region(code: "1") { name(language: EN) } b: region(code: "2") { name(language: ZH) } }',
  ],
])('%s leaves the signature', (_, text) => {
  expect(signatureOf(text)).toBe(signatureOf(plain));
});

test('the names of fragments leave it, and the order of fields', () => {
  const one = '{ region { ...Lin } } fragment Lin on Region { name code }';
  const other = '{ region { ...F } } fragment F on Region { code name }';
  expect(signatureOf(one)).toBe(signatureOf(other));
});

test('another field, argument, type condition or directive changes it', () => {
  const others = [
    '{ region(code: "330100") { code } }',
    '{ region { name(language: EN) } }',
    '{ region(code: "330100") { ... on Region { name(language: EN) } } }',
    '{ region(code: "330100") { name(language: EN) @include(if: true) } }',
  ];
  const signatures = [plain, ...others].map((text) => signatureOf(text));
  expect(new Set(signatures).size).toBe(5);
});

test('is that of one operation, with the fragments that it uses', () => {
  const both = `query A { region { ...F } } query B { station { ...G } }
    fragment F on Region { name } fragment G on Station { name }`;
  const alone = 'query A { region { ...F } } fragment F on Region { name }';
  expect(signatureOf(both, 'A')).toBe(signatureOf(alone));
});

test('takes no longer for fragments that double with every level', () => {
  const levels = Array.from(
    { length: 60 },
    (_, at) => `fragment F${at} on Q { ...F${at + 1} a { ...F${at + 1} } }`,
  );
  expect(signatureOf(`{ ...F0 } ${levels.join(' ')} fragment F60 on Q { a }`)).toMatch(/^[0-9a-f]{64}$/);
});
