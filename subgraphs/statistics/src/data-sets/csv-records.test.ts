import { parse } from 'csv-parse/sync';
import { expect, test, vi } from 'vitest';
import { testRandom } from '../../test/random.ts';
import { CsvRecords, CsvSyntaxError } from './csv-records.ts';

function records(pieces: readonly string[]): { fields: readonly string[]; line: number }[] {
  const found: { fields: readonly string[]; line: number }[] = [];
  const reader = new CsvRecords((fields, line) => found.push({ fields, line }));
  for (const piece of pieces) reader.push(piece);
  reader.end();
  return found;
}

const alphabet = ['a', 'bc', ',', ',', '\n', '\r\n', '"', '""', '"x"', '"y,z"', '"p\nq"', ' '];

test('reads and refuses the same as csv-parse, however the text is split', () => {
  const random = testRandom();
  const outcomes = { read: 0, refused: 0 };
  for (let round = 0; round < 5_000; round += 1) {
    const text = Array.from(
      { length: 1 + Math.floor(random() * 12) },
      () => alphabet[Math.floor(random() * alphabet.length)],
    ).join('');
    const cut = Math.floor(random() * text.length);
    let wanted: string[][] | null = null;
    try {
      wanted = parse(text, {
        relax_column_count: true,
        skip_empty_lines: true,
        record_delimiter: ['\n', '\r\n'],
      });
    } catch {}
    const read = () => records([text.slice(0, cut), text.slice(cut)]);
    if (wanted === null) {
      outcomes.refused += 1;
      expect(read, JSON.stringify(text)).toThrow(CsvSyntaxError);
    } else {
      outcomes.read += 1;
      expect(
        read().map(({ fields }) => fields),
        JSON.stringify(text),
      ).toEqual(wanted);
    }
  }
  expect(Math.min(outcomes.read, outcomes.refused)).toBeGreaterThan(100);
});

test('reports the line in which a record ends', () => {
  const lines = records(['a,b\n"1\n2",3\n\n4,', '5']).map(({ line }) => line);
  expect(lines).toEqual([1, 3, 5]);
});

test('an unclosed quote is refused before the rest of the file is read', () => {
  const reader = new CsvRecords(() => {});
  reader.push('a,b\n"');
  expect(() => reader.push('x'.repeat(1024 * 1024))).toThrow(/RFC 4180.*quote/);
});

test('the end of a long record is looked for once, not for each of its fields', () => {
  const indexOf = vi.spyOn(String.prototype, 'indexOf');
  const [record] = records([`"a"${',1'.repeat(10_000)}\n`]);
  const searches = indexOf.mock.calls.filter(([text]) => text === '\n').length;
  indexOf.mockRestore();
  expect(record!.fields).toHaveLength(10_001);
  expect(searches).toBeLessThan(20);
});
