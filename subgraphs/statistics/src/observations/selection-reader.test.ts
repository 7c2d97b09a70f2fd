import { Readable } from 'node:stream';
import { sampleOutsideGate } from '@civic-graph/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestSubgraph, type TestSubgraph } from '../../test/test-subgraph.ts';
import { allPeriods, timelineOf } from '../time/timeline.ts';
import type { Selection } from './selection.ts';
import { type SelectedRow, SelectionReader } from './selection-reader.ts';

let graph: TestSubgraph;
let load: string;
beforeAll(async () => {
  graph = await openTestSubgraph();
  const [row] = await graph.engine.rows("SELECT load FROM release WHERE dataflow = 'population'");
  load = String(row?.[0]);
});
afterAll(() => graph.close());

function selection(change: Partial<Selection> = {}): Selection {
  const dictionary = { codes: [], rankOf: () => undefined, countBefore: () => 0 };
  return {
    dataSet: {
      load,
      layout: {
        dictionaries: [dictionary, dictionary] as never,
        columns: [1, 2],
        regionPosition: 0,
        time: timelineOf({ frequency: 'A' }),
      },
    },
    keys: [[null, null]],
    codes: [null, null],
    periods: [allPeriods],
    statuses: null,
    values: null,
    perSeries: { first: null, last: null },
    offset: 0,
    limit: null,
    fastest: null,
    ...change,
  };
}

/** Event loop iterations so far. */
function loopCount(): number {
  const { nodeTiming } = performance as unknown as {
    readonly nodeTiming: { readonly uvMetricsInfo: { readonly loopCount: number } };
  };
  return nodeTiming.uvMetricsInfo.loopCount;
}

async function all(pages: AsyncIterable<readonly SelectedRow[]>): Promise<SelectedRow[]> {
  const rows: SelectedRow[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}

describe('pages of a selection', () => {
  const cases: readonly [string, Partial<Selection>, number][] = [
    ['all of it', {}, 1925],
    ['a limit', { limit: 100 }, 100],
    ['an offset', { offset: 30, limit: 100 }, 100],
    ['a dimension that varies fastest', { fastest: 1 }, 1925],
    ['the region varies fastest', { fastest: 0, offset: 10 }, 1915],
    ['the first of each series', { perSeries: { first: 3, last: null } }, 525],
    ['the last of each series', { perSeries: { first: null, last: 2 } }, 350],
    [
      'both ends, with a dimension that varies fastest',
      { perSeries: { first: 2, last: 2 }, fastest: 1 },
      700,
    ],
    ['overlapping ends', { perSeries: { first: 8, last: 8 } }, 1925],
    [
      'two keys that overlap',
      {
        keys: [
          [[1, 2], null],
          [null, [3]],
        ],
      },
      407,
    ],
    [
      'codes beside the keys',
      {
        keys: [[[1, 2, 4], null]],
        codes: [
          [2, 3, 4],
          [0, 3],
        ],
      },
      44,
    ],
    ['nothing', { keys: [[[], null]] }, 0],
    ['no code', { codes: [[], null] }, 0],
  ];
  test.each(sampleOutsideGate(cases, 4))(
    '%s: small pages give the same rows',
    async (_name, change, count) => {
      const whole = await all(new SelectionReader(graph.engine).pages(selection(change)));
      const small = await all(new SelectionReader(graph.engine, 17).pages(selection(change)));
      expect(whole).toHaveLength(count);
      expect(small).toEqual(whole);
      const { observations } = await new SelectionReader(graph.engine).summary(selection(change));
      expect(observations).toBe(count);
    },
  );

  test('an event loop iteration converts at most 1,000 rows, of all readers together', async () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => [1, index, 24_240, 1, 'A']);
    const reader = new SelectionReader({ rows: async () => rows });
    const byTurn = new Map<number, number>();
    const read = async () => {
      for await (const page of reader.pages(selection())) {
        const turn = loopCount();
        byTurn.set(turn, (byTurn.get(turn) ?? 0) + page.length);
      }
    };
    await Promise.all([read(), read(), read()]);
    const counts = [...byTurn.values()];
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(15_000);
    expect(Math.max(...counts)).toBeLessThanOrEqual(1_000);
  });

  test('a reader that leaves stops the reading', async () => {
    let queries = 0;
    const engine = {
      rows(sql: string) {
        queries += 1;
        return graph.engine.rows(sql);
      },
    };
    const stream = Readable.from(new SelectionReader(engine, 10).pages(selection()), { highWaterMark: 1 });
    for await (const _page of stream) break;
    expect(stream.destroyed).toBe(true);
    expect(queries).toBeLessThan(5);
  });
});
