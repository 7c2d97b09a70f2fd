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
  ['a comment and white space', '#330106\n{ region(code: "330100")\n{ name(language: EN) } }'],
])('%s leaves the signature', (_, text) => {
  expect(signatureOf(text)).toBe(signatureOf(plain));
});

test('another field or argument changes it', () => {
  const other = ['{ region(code: "330100") { code } }', '{ region { name(language: EN) } }'];
  const signatures = [plain, ...other].map((text) => signatureOf(text));
  expect(new Set(signatures).size).toBe(3);
});

test('is that of one operation, with the fragments that it uses', () => {
  const both = `query A { region { ...F } } query B { station { ...G } }
    fragment F on Region { name } fragment G on Station { name }`;
  const alone = 'query A { region { ...F } } fragment F on Region { name }';
  expect(signatureOf(both, 'A')).toBe(signatureOf(alone));
});
