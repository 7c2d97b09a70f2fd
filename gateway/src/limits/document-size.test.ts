import { describe, expect, test } from 'vitest';
import { refuseOversizedDocument } from './document-size.ts';

const limits = { maxTokens: 1_000, maxNesting: 10, maxDefinitions: 20 };
const refused = expect.objectContaining({ code: 'OPERATION_LIMIT_EXCEEDED' });

describe('a document', () => {
  test.each(['{a', '[', '(', '{[('])('with "%s" ten levels deep is read, eleven are refused', (open) => {
    const brackets = open.replace('a', '').length;
    const nested = (levels: number) => open.repeat(Math.ceil(levels / brackets));
    expect(() => refuseOversizedDocument(nested(10 - brackets + 1), limits)).not.toThrow();
    expect(() => refuseOversizedDocument(nested(11), limits)).toThrow(refused);
  });

  test('of 20 operations and fragments is read, one more is refused, used or not', () => {
    const of = (count: number) =>
      `${'query ($a: [In] = [{ b: 1 }]) { a { b } } '.repeat(count - 1)}fragment F on T { a { b } }`;
    expect(() => refuseOversizedDocument(of(20), limits)).not.toThrow();
    expect(() => refuseOversizedDocument(of(21), limits)).toThrow(refused);
  });

  test('with many brackets beside each other is read', () => {
    expect(() => refuseOversizedDocument(`{ ${'a(b: [1]) { c } '.repeat(50)} }`, limits)).not.toThrow();
  });

  test('with brackets in strings and comments is read', () => {
    const text = `{ a(b: "${'{'.repeat(50)}", c: """${'['.repeat(50)} \\""" ${'['.repeat(50)}""") # ${'('.repeat(50)}\n }`;
    expect(() => refuseOversizedDocument(text, limits)).not.toThrow();
  });

  test('is judged before its syntax error, and read up to its last token', () => {
    expect(() => refuseOversizedDocument(`${'{'.repeat(11)} ?`, limits)).toThrow(refused);
    expect(() => refuseOversizedDocument(`${'{'.repeat(9)} ? ${'{'.repeat(9)}`, limits)).not.toThrow();
    expect(() => refuseOversizedDocument(`${'a '.repeat(1_000)} ${'{'.repeat(11)}`, limits)).not.toThrow();
  });
});
