import { expect, test } from 'vitest';
import { CodeDictionary } from '../data-sets/code-dictionary.ts';
import { allPeriods, timelineOf } from '../time/timeline.ts';
import { ObservationStore } from './observation-store.ts';

test('observations share the key of their series and the texts of periods', async () => {
  const time = timelineOf({ frequency: 'A' });
  const written: number[] = [];
  const layout = {
    dictionaries: [new CodeDictionary(['F', 'M']), new CodeDictionary(['330106', '330108'])],
    columns: [2, 1],
    regionPosition: 1,
    time: {
      ...time,
      text(number: number) {
        written.push(number);
        return time.text(number);
      },
    },
  };
  const [y2020, y2021] = [2020 * 12, 2021 * 12];
  const rows = [
    [0, 0, 0, y2020, 1, 'A'],
    [0, 0, 0, y2021, 2, 'A'],
    [0, 0, 1, y2020, null, 'O'],
    [0, 1, 1, y2020, 4, 'P'],
    [1, 1, 1, y2021, 5, 'A'],
  ];
  const store = new ObservationStore({ rows: async () => rows });
  const query = { filters: [], ...allPeriods, after: null, limit: 10 };
  const request = { dataSet: { load: 'a'.repeat(16), layout }, query };
  const [first = [], second = []] = await store.read([request, request]);
  expect(first.map(({ region, key, period, value }) => [region, ...key, period, value])).toEqual([
    ['330106', 'F', '330106', '2020', 1],
    ['330106', 'F', '330106', '2021', 2],
    ['330106', 'M', '330106', '2020', null],
    ['330108', 'M', '330108', '2020', 4],
  ]);
  expect(second).toMatchObject([{ region: '330108', key: ['M', '330108'], period: '2021', value: 5 }]);
  expect(first[1]?.key).toBe(first[0]?.key);
  expect(written).toEqual([y2020, y2021, y2021]);
});
