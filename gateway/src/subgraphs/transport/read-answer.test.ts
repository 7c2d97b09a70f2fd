import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { readAnswer } from './read-answer.ts';

const errorIn = (error: object) => readAnswer(JSON.stringify({ data: null, errors: [error] })).errors[0];

describe('a response', () => {
  test('has data, or errors, or both', () => {
    expect(readAnswer('{"data":{"a":1}}')).toEqual({ data: { a: 1 }, errors: [] });
    expect(readAnswer('{"data":{"a":null},"errors":[]}')).toEqual({ data: { a: null }, errors: [] });
    expect(readAnswer('{"errors":[{"message":"no"}]}').data).toBeNull();
    expect(readAnswer('{"data":{"a":1},"errors":[{"message":"no"}]}').errors).toHaveLength(1);
  });

  test.each([
    '',
    'null',
    '{"data":null}',
    'true',
    '1',
    '"data"',
    '[]',
    '{}',
    '{"errors":[]}',
    '{"errors":null}',
    '{"errors":{}}',
    '{"errors":["no"]}',
    '{"data":[]}',
    '{"data":"x"}',
    '{"data":1}',
    '{"message":"no"}',
    '{"data":{"a":1}',
    '{"data":{"a":1}}}',
    '<html></html>',
    '\uFEFF{"data":{}}',
    '['.repeat(1_000_000),
  ])('that is not a GraphQL response is invalid: %#', (text) => {
    expect(() => readAnswer(text)).toThrow(expect.objectContaining({ code: 'SUBGRAPH_RESPONSE_INVALID' }));
  });

  test('keeps its data beside malformed errors', () => {
    const { data, errors } = readAnswer(
      '{"data":{"a":1},"errors":["no",null,7,["no"],{"message":{},"path":"a"}]}',
    );
    expect(data).toEqual({ a: 1 });
    expect(errors).toHaveLength(5);
    for (const error of errors) expect(error).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', path: null });
  });

  test('reports a thousand errors at most', () => {
    const errors = Array(5_000).fill({ message: 'x' });
    expect(readAnswer(JSON.stringify({ errors })).errors).toHaveLength(1_000);
  });

  test('cannot reach a prototype', () => {
    const answer = readAnswer('{"data":{"__proto__":{"polluted":1},"a":{"__proto__":{"polluted":1}}}}');
    expect(Object.getPrototypeOf(answer.data)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('that is nested deeper than any query is invalid', () => {
    const text = `{"data":{"a":${'['.repeat(500_000)}${']'.repeat(500_000)}}}`;
    expect(() => readAnswer(text)).toThrow(expect.objectContaining({ code: 'SUBGRAPH_RESPONSE_INVALID' }));
  });
});

describe('a response that would take long and much memory to parse,', () => {
  test.each([
    ['of eight million lists in each other', `${'['.repeat(8_000_000)}${']'.repeat(8_000_000)}`, 'INVALID'],
    ['of as many objects', `{"data":${'{"a":'.repeat(2_500_000)}1${'}'.repeat(2_500_001)}`, 'INVALID'],
    ['of five million empty objects', `{"data":{"a":[${'{},'.repeat(5_000_000)}{}]}}`, 'TOO_LARGE'],
    ['of numbers beyond any double', `{"data":{"a":[${'1e400,'.repeat(2_500_000)}1]}}`, 'TOO_LARGE'],
    ['of one key over and over', `{"data":{${'"a":{},'.repeat(2_000_000)}"a":1}}`, 'TOO_LARGE'],
  ])('%s is not parsed', (_, text, code) => {
    const parse = vi.spyOn(JSON, 'parse');
    // Other files share the worker.
    onTestFinished(() => parse.mockRestore());
    expect(() => readAnswer(text)).toThrow(expect.objectContaining({ code: `SUBGRAPH_RESPONSE_${code}` }));
    expect(parse).not.toHaveBeenCalled();
  });

  test('is parsed if it is one long string', () => {
    const text = '[{,\\"'.repeat(2_000_000);
    expect(readAnswer(JSON.stringify({ data: { text } }))).toEqual({ data: { text }, errors: [] });
  });
});

describe('an error', () => {
  test('with a code of our table keeps its message and its reason for a refusal', () => {
    const extensions = {
      code: 'BAD_USER_INPUT',
      argument: 'first',
      coordinate: 'Citizen.notices',
      rule: 'policy',
      missing: [['owner']],
      remedy: 'ask for fewer',
      retryAfterSeconds: 1,
      retryAfter: 1,
      outcome: 'UNKNOWN',
    };
    const { code, ...shown } = extensions;
    expect(errorIn({ message: 'first: at most 100', path: ['a', 0], extensions })).toEqual({
      code,
      message: 'first: at most 100',
      path: ['a', 0],
      extensions: shown,
    });
  });

  test('drops all other extensions', () => {
    const extensions = JSON.parse(`{
      "code": "FORBIDDEN", "stacktrace": ["at x"], "exception": {"sql": "SELECT 1"}, "url": "http://10.0.0.1",
      "response": {"body": "x"}, "http": {"status": 200}, "__proto__": {"polluted": 1}, "constructor": 1
    }`);
    expect(errorIn({ message: 'No.', extensions })).toEqual({
      code: 'FORBIDDEN',
      message: 'No.',
      path: null,
      extensions: {},
    });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test.each([
    ['rule', { sql: 'SELECT 1' }],
    ['remedy', ['at x']],
    ['argument', 1],
    ['coordinate', null],
    ['missing', { stack: 'at x' }],
    ['missing', [[{ stack: 'at x' }]]],
    ['remedy', 'x'.repeat(10_000)],
    ['retryAfter', '1'],
    ['retryAfter', 1_000_000],
    ['outcome', 'at x'],
    ['retryAfterSeconds', '1'],
    ['retryAfterSeconds', -1],
    ['retryAfterSeconds', 1_000_000],
  ])('validates %s in its extensions: %j', (key, value) => {
    expect(errorIn({ message: 'No.', extensions: { code: 'FORBIDDEN', [key]: value } })?.extensions).toEqual(
      {},
    );
  });

  test.each([
    undefined,
    null,
    'UNKNOWN',
    'constructor',
    '__proto__',
    1,
    ['FORBIDDEN'],
    'INTERNAL_SERVER_ERROR',
  ])('with the code %j is masked', (code) => {
    const masked = errorIn({ message: 'SELECT 1', path: ['a'], extensions: { code, remedy: 'x' } });
    expect(masked).toEqual({
      code: 'INTERNAL_SERVER_ERROR',
      message: expect.not.stringContaining('SELECT'),
      path: ['a'],
      extensions: {},
    });
  });

  test.each([
    'SIGNATURE_EXPIRED',
    'SIGNATURE_REPLAYED',
    'UNAUTHENTICATED',
    'GRAPHQL_VALIDATION_FAILED',
    'BAD_REQUEST',
    'NOT_READY',
  ])('about the call itself (%s) is the gateway’s to fix, not the client’s', (code) => {
    expect(errorIn({ message: 'key for http://10.0.0.1', extensions: { code } })).toMatchObject({
      code: 'SUBGRAPH_UNAVAILABLE',
      message: expect.not.stringContaining('10.0.0.1'),
    });
  });

  test.each([[{}], ['a.b'], [[{}]], [[null]], [[true]]])('with the path %j has none', (path) => {
    expect(errorIn({ message: 'No.', path, extensions: { code: 'FORBIDDEN' } })).toMatchObject({
      path: null,
    });
  });

  test('without a message has that of its code', () => {
    expect(errorIn({ extensions: { code: 'FORBIDDEN' } })?.message).toMatch(/refuses/);
    expect(errorIn({ message: 7, extensions: { code: 'FORBIDDEN' } })?.message).toMatch(/refuses/);
  });
});
