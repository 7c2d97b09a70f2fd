import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import type { Archive } from '../archive/archive.ts';
import { readRecords } from './csv-records.ts';

const text = 'stop_id,stop_name\n1,"A\nB"\n\n2,C\n';
const archive = { open: async () => Readable.from([Buffer.from(text)]) } as unknown as Archive;

it('visits each record with the line and the byte at which it ends', async () => {
  const visited: unknown[] = [];
  const broken = await readRecords(archive, 'stops.txt', (values, { lines, bytes }) => {
    visited.push([values, lines, bytes]);
  });
  expect(broken).toBeNull();
  expect(visited).toEqual([
    [['stop_id', 'stop_name'], 1, 18],
    [['1', 'A\nB'], 3, 26],
    [['2', 'C'], 5, 31],
  ]);
});

it('ends with the error of the visitor, who gets no further record', async () => {
  const visited: string[][] = [];
  const reading = readRecords(archive, 'stops.txt', (values) => {
    visited.push(values);
    throw new Error('too many records');
  });
  await expect(reading).rejects.toThrow('too many records');
  expect(visited).toHaveLength(1);
});
