import { expect, test } from 'vitest';
import { CodeDictionary } from '../data-sets/code-dictionary.ts';
import type { DataSet } from '../data-sets/data-set.ts';
import { timelineOf } from '../time/timeline.ts';
import { alignReleases, readDifferences } from './release-difference.ts';

function release(load: string, codes: readonly string[]): DataSet {
  const layout = {
    dictionaries: [new CodeDictionary(codes)],
    columns: [1],
    regionPosition: 0,
    time: timelineOf({ frequency: 'A' }),
  };
  return { load, layout, manifest: { dimensions: [{ id: 'REF_AREA' }] } } as unknown as DataSet;
}

test('reads only the requested keys and periods of both releases, by the ranks of each', async () => {
  const aligned = alignReleases(release('0'.repeat(16), ['b']), release('1'.repeat(16), ['a', 'b']));
  let statement = '';
  const engine = {
    async rows(sql: string) {
      statement = sql;
      return [];
    },
  };
  const query = { from: 24_240, to: 24_251, filters: [{ position: 0, codes: ['b'] }], after: null, limit: 2 };
  await readDifferences(engine as never, aligned!, query);
  const periods = 'period BETWEEN 24240 AND 24251';
  expect(statement).toContain(`WHERE load = '${'0'.repeat(16)}' AND ${periods} AND c1 IN (0))`);
  expect(statement).toContain(`WHERE load = '${'1'.repeat(16)}' AND ${periods} AND c1 IN (1))`);
});
