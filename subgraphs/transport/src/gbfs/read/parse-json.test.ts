import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printedSeed } from '../../../test/random.ts';
import { readEnvelope } from './envelope.ts';
import { parseJson } from './parse-json.ts';

/** What the service did before it read files in slices. */
const parseAtOnce = (bytes: Uint8Array): unknown =>
  JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));

async function outcomeOf(read: () => unknown): Promise<unknown> {
  try {
    const value = await read();
    // Equality ignores the order of keys, and the text an own `__proto__`.
    return { value, text: JSON.stringify(value) };
  } catch {
    return 'refused';
  }
}

async function expectSame(bytes: Uint8Array, sliceBytes: number): Promise<void> {
  const actual = await outcomeOf(() => parseJson(bytes, sliceBytes));
  expect(actual).toStrictEqual(await outcomeOf(() => parseAtOnce(bytes)));
}

/** The classes of github.com/nst/JSONTestSuite, in other words. */
const valid = [
  ...['null', ' true ', '\tfalse\r\n', '""', '"a"', '-0', '0', '7', '[]', '{}', ' [ ] ', '\n{ }', '0e1'],
  ...['0e+1', '1E22', '-1.5e-3', '1e400', '-1e400', '1e-400', '123123e100000', '100000000000000000000'],
  ...['-237462374673276894279832749832423479823246327846', '0.1', '-1'],
  ...['[[], {}, "", 0, [[1]], {"a": {"b": [null]}}]', '[1\n,\t2]', '{"":0}', '{"a\\u0000b":1}'],
  ...['{"a":1,"a":2}', '{"a":[1],"b":2,"a":{}}', '{"b":1,"2":2,"a":3,"1":4}', '{"min":-1e28,"max":1e28}'],
  ...['{"__proto__":1}', '{"__proto__":{"a":[]},"b":2}', '{"a":{"__proto__":null,"__proto__":[0]}}'],
  ...['{"constructor":1,"toString":{},"hasOwnProperty":[]}', '"\\"\\\\\\/\\b\\f\\n\\r\\t"', '"\\\\u0041"'],
  ...['"\\u0041\\uABcd\\u0000\\u001f"', '"\\ud83d\\ude00"', '"\\uD83D\\uDE00x"', '"/* no comment */"'],
  ...['"\\ud800"', '"\\udc00"', '"\\ud800\\ud800"', '"\\ude00\\ud83d"', '"\\ud83dx"', '"\\ud83d\\n"'],
  ...['"é€😀"', '"\u007f"', '"\u2028\u2029"', '"\uffff\ufffe\u{10ffff}"', '"\u00a0\u2060"', '\uFEFF{"a":1}'],
  ...[`"${'é'.repeat(9_999)}"`, `[${'1.25,'.repeat(9_999)}0]`, `"${'ab\\n'.repeat(9_999)}"`],
  ...[`${'['.repeat(100)}${']'.repeat(100)}`],
];
const invalid = [
  ...['', ' ', '\uFEFF', '\\ufeff[]', '[\u2060]', '[\f]', '[\v1]', '\u00a0[]', 'é', '\u0000', '[]\u0000'],
  ...['[1,\u0000]', '[', ']', '{', '}', '[1', '[1,', '[,', '[,1]', '[1,]', '[1,,2]', '[1 2]', '[1;2]'],
  ...['["a":1]', '[1]]', '[}', '{]', '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', '{,}', '{"a"}'],
  ...['{"a" 1}', '{"a"::1}', '{"a",1}', '{:1}', '{1:1}', '{null:1}', "{'a':1}", '{a:1}', '{"a":1}}'],
  ...['{"a":1,,"b":2}', '{"a":1 "b":2}', 'tru', 'nul', 'fals', 'True', 'nan', 'NaN', 'Infinity'],
  ...['-Infinity', '[nulll]', '[true true]', '1 2', '-', '+1', '01', '-01', '.5', '1.', '1.e1', '1e'],
  ...['1e+', '1eE2', '1.2.3', '0x1', '1_0', '1+1', '- 1', '１', '"', '"a', '"\\', '"\\"', '"\\a"'],
  ...['"\\x41"', '"\\u"', '"\\u12"', '"\\u12G4"', '"\\U0041"', '"\\ud800\\u"', '"a\nb"', '"\t"'],
  ...['"\u0000"', "'a'", '"a" x', '"a"b', '[]x', '{} #', '[1] // x', '/**/1', '{"a":/**/1}', '<null>'],
  ...['[1]{}', '{}[]', '"a""b"', 'null null', '*', '[*]', '[“a”]', '[(1)]', '$1'],
];
const invalidBytes = [
  ...['ff', 'efbb', 'efbbbf5bff5d', '5bff5d', '22ff22', '22c322', '22eda08022', '22c0af22', '22f490808022'],
  ...['22fc83bfbfbfbf22', '22e0808022', '2281', '22e29822', 'fffe5b005d00', '5b005d00', '005b005d', '317f'],
  ...['31e5'],
];

describe('equals JSON.parse', () => {
  it.each([1, 2, 3, 7, 32 * 1024])('in slices of %i bytes', async (sliceBytes) => {
    for (const text of [...valid, ...invalid]) await expectSame(Buffer.from(text), sliceBytes);
    for (const hex of invalidBytes) await expectSame(Buffer.from(hex, 'hex'), sliceBytes);
  });

  it('for examples that are what they are said to be', async () => {
    for (const text of valid)
      expect(await outcomeOf(() => parseAtOnce(Buffer.from(text))), text).not.toBe('refused');
    for (const text of invalid)
      expect(await outcomeOf(() => parseAtOnce(Buffer.from(text))), text).toBe('refused');
  });

  const space = fc.constantFrom('', '', '', ' ', '\n\t', '\r');
  const spaced = (text: fc.Arbitrary<string>) => fc.tuple(space, text, space).map((parts) => parts.join(''));
  const pieces = ['a', 'é', '北', '😀', '\u007f', '\u2028', '\\\\', '\\"', '\\n', '\\/'];
  const piece = fc.constantFrom(...pieces, '\\ud83d\\ude00', '\\ud800', '\\udc00', '\\u0000', '[', '{,:');
  const string = fc.array(piece, { maxLength: 30 }).map((parts) => `"${parts.join('')}"`);
  const key = fc.oneof(string, fc.constantFrom('"__proto__"', '"a"', '"2"', '"1"'));
  const number = fc.oneof(
    fc.constantFrom('0', '-0', '1e400', '-1E-400', '1e+2', '9007199254740993', '0.10'),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
  );
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      spaced(fc.oneof(string, number, fc.constantFrom('true', 'false', 'null'))),
      spaced(fc.array(tie('tree')).map((items) => `[${items.join(',')}]`)),
      spaced(
        fc
          .array(fc.tuple(spaced(key), tie('tree')))
          .map((fields) => `{${fields.map((field) => field.join(':')).join(',')}}`),
      ),
    ),
  }));
  const document = fc
    .tuple(fc.constantFrom('', '', '\uFEFF'), tree)
    .map((parts) => Buffer.from(parts.join('')));
  const sliceBytes = fc.integer({ min: 1, max: 64 });
  const options = { seed: printedSeed(), numRuns: 200 };

  it('for random documents', () =>
    fc.assert(
      fc.asyncProperty(document, sliceBytes, async (bytes, size) => {
        expect(() => parseAtOnce(bytes)).not.toThrow();
        await expectSame(bytes, size);
      }),
      options,
    ));

  it('for random documents with damage', () => {
    const byte = fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from('"\\[]{}:,0-.eE ')));
    const damage = fc.record({ at: fc.nat(), removed: fc.nat(2), added: fc.array(byte, { maxLength: 3 }) });
    return fc.assert(
      fc.asyncProperty(document, damage, sliceBytes, async (bytes, { at, removed, added }, size) => {
        const begin = at % (bytes.length + 1);
        const [before, after] = [bytes.subarray(0, begin), bytes.subarray(begin + removed)];
        const damaged = Buffer.concat([before, Buffer.from(added), after]);
        // The only difference: byte order marks that are not the first are ignored too.
        fc.pre(!damaged.includes('\uFEFF', 1));
        await expectSame(damaged, size);
      }),
      options,
    );
  });
});

it('refuses what is nested deeper than any file', async () => {
  const nested = (depth: number) => Buffer.from(`${'[{"a":'.repeat(depth / 2)}1${'}]'.repeat(depth / 2)}`);
  expect(await outcomeOf(() => parseJson(nested(1_000)))).not.toBe('refused');
  await expect(readEnvelope(nested(1_002))).rejects.toThrow(
    'not a GBFS file: it is nested more than 1000 deep',
  );
  await expect(readEnvelope(Buffer.from('['.repeat(1e6)))).rejects.toThrow('more than 1000 deep');
});

describe('a hostile file of a million bytes leaves the event loop a turn after each slice:', () => {
  const size = 1_000_000;
  const filled = (begin: string, part: string, end: string) =>
    begin + part.repeat(Math.floor(size / part.length)) + end;
  const envelope = '{"last_updated":1,"ttl":1,"data":';

  it.each([
    ['numbers', filled(`${envelope}[`, '1,', '1]}')],
    ['lists', filled(`${envelope}[`, '[],', '0]}')],
    ['keys', filled(`${envelope}{`, '"":0,', '"a":0}}')],
    ['one string', filled(`${envelope}"`, 'a', '"}')],
    ['escapes', filled(`${envelope}"`, '\\u00e9', '"}')],
    ['spaces', filled(envelope, ' ', '0}')],
  ])('%s', async (_what, text) => {
    let turns = 0;
    let next = setImmediate(function turn() {
      turns += 1;
      next = setImmediate(turn);
    });
    const { updatedAt } = await readEnvelope(Buffer.from(text));
    clearImmediate(next);
    expect(updatedAt).toBe(1);
    expect(turns).toBeGreaterThanOrEqual(Math.floor(size / (32 * 1024)));
  });
});
