import { describe, expect, test } from 'vitest';
import { refuseDeepDocument } from './document-nesting.ts';

const limits = { maxTokens: 1_000, maxNesting: 10 };
const refused = expect.objectContaining({ code: 'OPERATION_LIMIT_EXCEEDED' });

describe('a document', () => {
  test.each(['{a', '[', '(', '{[('])('with "%s" ten levels deep is read, eleven are refused', (open) => {
    const brackets = open.replace('a', '').length;
    const nested = (levels: number) => open.repeat(Math.ceil(levels / brackets));
    expect(() => refuseDeepDocument(nested(10 - brackets + 1), limits)).not.toThrow();
    expect(() => refuseDeepDocument(nested(11), limits)).toThrow(refused);
  });

  test('with many brackets beside each other is read', () => {
    expect(() => refuseDeepDocument(`{ ${'a(b: [1]) { c } '.repeat(50)} }`, limits)).not.toThrow();
  });

  test('with brackets in strings and comments is read', () => {
    const text = `{ a(b: "${'{'.repeat(50)}", c: """${'['.repeat(50)} \\""" ${'['.repeat(50)}""") # ${'('.repeat(50)}\n }`;
    expect(() => refuseDeepDocument(text, limits)).not.toThrow();
  });

  test('is judged before its syntax error, and read up to its last token', () => {
    expect(() => refuseDeepDocument(`${'{'.repeat(11)} ?`, limits)).toThrow(refused);
    expect(() => refuseDeepDocument(`${'{'.repeat(9)} ? ${'{'.repeat(9)}`, limits)).not.toThrow();
    expect(() => refuseDeepDocument(`${'a '.repeat(1_000)} ${'{'.repeat(11)}`, limits)).not.toThrow();
  });
});
