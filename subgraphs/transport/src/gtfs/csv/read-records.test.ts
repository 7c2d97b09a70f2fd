import { Readable } from 'node:stream';
import { drawSeed, randomFractions } from '@civic-graph/testing';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import type { Archive } from '../../archive/archive.ts';
import { type BrokenFile, readRecords } from './read-records.ts';

interface Outcome {
  readonly records: { values: string[]; line: number; fileBytes: number }[];
  readonly broken: BrokenFile | null;
}

/** Reads text that arrives in some chunks. */
async function read(chunks: readonly (Buffer | string)[], skipsEmptyLines?: boolean): Promise<Outcome> {
  const archive = { open: async () => Readable.from(chunks.map((chunk) => Buffer.from(chunk))) };
  const records: Outcome['records'] = [];
  const visit: Parameters<typeof readRecords>[2] = (record) => {
    records.push({ values: record.texts(), line: record.line, fileBytes: record.fileBytes });
  };
  const broken = await readRecords(archive as unknown as Archive, 'stops.txt', visit, skipsEmptyLines);
  return { records, broken };
}

async function valuesOf(...chunks: (Buffer | string)[]): Promise<string[][]> {
  const { records, broken } = await read(chunks);
  expect(broken).toBeNull();
  return records.map(({ values }) => values);
}

const alphabet = [
  'a',
  'bc',
  'ü',
  ',',
  ',',
  '\n',
  '\n',
  '\r\n',
  '"',
  '""',
  '"x"',
  '"y,z"',
  '"p\nq"',
  ' ',
  '\t',
];

it('reads and refuses the same as csv-parse, however the bytes are cut', async () => {
  const seed = drawSeed();
  console.log(`SEED=${seed}`);
  const random = randomFractions(seed);
  const outcomes = { read: 0, refused: 0 };
  for (let round = 0; round < 4_000; round += 1) {
    const parts = Array.from({ length: 1 + Math.floor(random() * 12) }, () => {
      return alphabet[Math.floor(random() * alphabet.length)] ?? '';
    });
    const text = `${random() < 0.3 ? '\uFEFF' : ''}${parts.join('')}`;
    // csv-parse reads a second quote after an empty one.
    if (/""[ \t]+"/.test(text)) continue;
    const bytes = Buffer.from(text);
    const [one, other] = [random(), random()]
      .map((at) => Math.floor(at * bytes.length))
      .sort((a, b) => a - b);
    const chunks = [bytes.subarray(0, one), bytes.subarray(one, other), bytes.subarray(other)];
    const skipsEmptyLines = random() < 0.5;
    const { records, broken } = await read(chunks, skipsEmptyLines);
    const label = JSON.stringify(text);
    let wanted: string[][] | null = null;
    try {
      wanted = parse(bytes, {
        ...{ bom: true, trim: true, relax_column_count: true, skip_empty_lines: skipsEmptyLines },
        record_delimiter: ['\n', '\r\n'],
      });
    } catch {}
    outcomes[wanted === null ? 'refused' : 'read'] += 1;
    if (wanted === null) expect(broken?.code, label).toBe('csv_parsing_failed');
    else
      expect({ broken, values: records.map(({ values }) => values) }, label).toEqual({
        broken: null,
        values: wanted,
      });
  }
  expect(Math.min(outcomes.read, outcomes.refused)).toBeGreaterThan(500);
});

it('gives the line and the byte at which each record ends', async () => {
  const { records } = await read(['\uFEFFstop_id,stop_name\n1,"A\nB"\n\n', '2,C\n', '3,D']);
  expect(records).toEqual([
    { values: ['stop_id', 'stop_name'], line: 1, fileBytes: 21 },
    { values: ['1', 'A\nB'], line: 3, fileBytes: 29 },
    { values: ['2', 'C'], line: 5, fileBytes: 34 },
    { values: ['3', 'D'], line: 6, fileBytes: 38 },
  ]);
});

it('reads lines that end with a carriage return alone', async () => {
  expect(await valuesOf('a,b\r', '1,"2"\r3,4')).toEqual([
    ['a', 'b'],
    ['1', '2'],
    ['3', '4'],
  ]);
  expect(await valuesOf('a,b\r', '\n1,2\r\n')).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ]);
});

it.each([
  ['a quote inside a field', 'a,b\n1,x"y"\n', 'field 2 has a quote inside but none around it (RFC 4180)'],
  ['text after a quote', 'a,b\n1,"x"y\n', 'field 2 goes on after its closing quote (RFC 4180)'],
  ['a quote that is not closed', 'a,b\n1,"x\n', 'a quote is not closed'],
])('refuses %s, with its line', async (_what, text, problem) => {
  const { records, broken } = await read([text]);
  expect(records.map(({ values }) => values)).toEqual([['a', 'b']]);
  expect(broken).toMatchObject({ code: 'csv_parsing_failed', message: expect.stringContaining(problem) });
  expect(broken?.line).toBeGreaterThan(1);
});

it('visits the records before a line that is not UTF-8', async () => {
  const { records, broken } = await read([
    Buffer.from('a,b\n"1\n', 'latin1'),
    Buffer.from('2",3\n4,ä\n', 'latin1'),
  ]);
  expect(records.map(({ values }) => values)).toEqual([
    ['a', 'b'],
    ['1\n2', '3'],
  ]);
  expect(broken).toEqual({ code: 'invalid_character', line: 4, message: 'the line is not UTF-8' });
});

it('refuses a record longer than a megabyte, and keeps none of the rest', async () => {
  function* long() {
    for (let chunk = 0; chunk < 100; chunk += 1)
      yield Buffer.from(chunk === 0 ? 'a,b\n1,"' : 'x\n'.repeat(50_000));
  }
  const archive = { open: async () => Readable.from(long()) } as unknown as Archive;
  const broken = await readRecords(archive, 'stops.txt', () => {});
  expect(broken).toMatchObject({
    code: 'csv_parsing_failed',
    message: expect.stringContaining('1,000,000 bytes'),
  });
});

it('ends with the error of the visitor, who gets no further record', async () => {
  let visits = 0;
  const archive = { open: async () => Readable.from([Buffer.from('a\nb\n')]) } as unknown as Archive;
  const reading = readRecords(archive, 'stops.txt', () => {
    visits += 1;
    throw new Error('too many records');
  });
  await expect(reading).rejects.toThrow('too many records');
  expect(visits).toBe(1);
});
