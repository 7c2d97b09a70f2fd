import { expect, test } from 'vitest';
import { validManifest } from '../../../test/data-set-folder.ts';
import type { DataSet } from '../../data-sets/data-set.ts';
import { parseManifest } from '../../data-sets/manifest.ts';
import { codeLayout } from '../../observations/code-layout.ts';
import { pageStatement } from '../../observations/selection-sql.ts';
import { SdmxError } from '../sdmx-error.ts';
import { conditionsOf } from './select.ts';

const regions = Array.from({ length: 4_000 }, (_, index) => `R${String(index).padStart(4, '0')}`);

function dataSet(): DataSet {
  const parsed = parseManifest(JSON.stringify(validManifest), 'manifest.json');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const profile = {
    ...{ regions, areas: [], observationCount: 1, suppressedCount: 0 },
    ...{ firstPeriod: '2020', lastPeriod: '2020' },
  };
  const manifest = parsed.value;
  const layout = codeLayout(manifest, profile);
  const load = '0'.repeat(16);
  return { manifest, profile, layout, load, version: '', publishedAt: '2026-01-01T00:00:00Z' };
}

const population = dataSet();

function statement(key: string, filters: Record<string, string>): string {
  const parameters = new Map(Object.entries(filters));
  const conditions = conditionsOf(population, key, parameters);
  const perSeries = { first: null, last: null };
  const selection = { dataSet: population, ...conditions, perSeries, offset: 0, limit: null, fastest: null };
  return pageStatement(selection, null, 10);
}

test('a filter that admits nearly all codes is short, however many keys there are', () => {
  const keys = Array.from({ length: 100 }, (_, index) => `*.${['NEAR', 'FAR', '_T'][index % 3]}`).join();
  const sql = statement(keys, { 'c[REF_AREA]': 'ne:R0007' });
  expect(sql).toContain('(c1 BETWEEN 0 AND 6) OR (c1 BETWEEN 8 AND 3999)');
  expect(sql.length).toBeLessThan(10_000);
});

test('a filter and a key restrict the same dimension', () => {
  expect(statement('R0001+R0002.*', { 'c[REF_AREA]': 'R0002,R0003' })).toMatch(
    /c1 IN \(1, 2\).* AND \(\(c1 BETWEEN 2 AND 3\)\)/s,
  );
});

test.each([
  ['codes in too many ranges', 'ew:1,ew:3,ew:5,ew:7', /1600 ranges, and at most 1500/],
  [
    'comparisons with every code',
    Array.from({ length: 51 }, (_, index) => `ne:${index}`).join('+'),
    /more than 50/,
  ],
])('%s are refused', (_name, filter, problem) => {
  expect(() => statement('*', { 'c[REF_AREA]': filter })).toThrow(SdmxError);
  expect(() => statement('*', { 'c[REF_AREA]': filter })).toThrow(problem);
});

test('a thousand codes may be named', () => {
  expect(statement('*', { 'c[REF_AREA]': regions.slice(0, 1_000).join() })).toContain('c1 BETWEEN 0 AND 999');
});

test('an error quotes a part of a long name', () => {
  const id = 'X'.repeat(5_000);
  for (const text of ['', 'xx:1', Array.from({ length: 1_001 }, () => 'a').join()]) {
    try {
      statement('*', { [`c[${id}]`]: text });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(SdmxError);
      expect((error as SdmxError).message.length).toBeLessThan(300);
    }
  }
});
