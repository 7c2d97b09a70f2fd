import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestSubgraph, type TestSubgraph } from '../test/test-subgraph.ts';

let graph: TestSubgraph;
let rows: string[][];
beforeAll(async () => {
  graph = await openTestSubgraph();
  const file = await readFile(new URL('../datasets/population/observations.csv', import.meta.url), 'utf8');
  rows = file
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
});
afterAll(() => graph.close());

interface Group {
  readonly key: readonly { readonly value: string }[];
  readonly timePeriod: string;
  readonly value: number | null;
  readonly parts: number;
  readonly growth: number | null;
  readonly share: number | null;
  readonly rank: number | null;
  readonly perCapita: number | null;
}

const query = `query ($id: ID!, $by: [ID!]!, $key: [KeyFilter!], $from: String, $to: String, $of: ID, $order: GroupOrder!, $first: Int) {
  dataflow(id: $id) {
    groups(by: $by, key: $key, from: $from, to: $to, perCapitaOf: $of, order: $order, first: $first) {
      key { value } timePeriod value parts growth share rank perCapita
    }
  }
}`;

async function groups(variables: object): Promise<readonly Group[]> {
  const answer = await graph.data<{ dataflow: { groups: Group[] } }>(query, {
    id: 'population',
    order: 'KEY',
    ...variables,
  });
  return answer.dataflow.groups;
}

/** Published value of the demo file. */
function persons(region: string, age: string, year: number): number {
  return Number(rows.find((row) => row[0] === region && row[1] === age && row[2] === String(year))?.[3]);
}

describe('groups', () => {
  test('by region are the cities of the province, each with its total, growth, share and rank', async () => {
    const found = await groups({ by: ['REF_AREA'], from: '2024', to: '2024', order: 'VALUE_DESC' });
    expect(found).toHaveLength(11);
    const total = found.reduce((sum, { value }) => sum + (value ?? 0), 0);
    expect(total).toBe(persons('330000', '_T', 2024));
    for (const [index, { key, value, parts, growth, share, rank }] of found.entries()) {
      const region = key[0]!.value;
      expect([value, parts, rank]).toEqual([persons(region, '_T', 2024), 1, index + 1]);
      expect(growth).toBeCloseTo(persons(region, '_T', 2024) / persons(region, '_T', 2023) - 1, 12);
      expect(share).toBeCloseTo((value ?? 0) / total, 12);
    }
  });

  test('codes of another dimension are added up', async () => {
    const ages = ['Y0T5', 'Y6T14'];
    const [found] = await groups({
      by: ['REF_AREA'],
      key: [
        { dimension: 'REF_AREA', codes: ['330106'] },
        { dimension: 'AGE', codes: ages },
      ],
      from: '2020',
      to: '2020',
    });
    const expected = ages.reduce((sum, age) => sum + persons('330106', age, 2020), 0);
    expect(found).toMatchObject({ value: expected, parts: 2 });
  });

  test('a sum with a suppressed part has no value', async () => {
    const url =
      '/sdmx/3.0/data/dataflow/education/tuition-support?c[CONF_STATUS]=C&attributes=none&format=csv';
    const { body } = await graph.subgraph.inject({ method: 'GET', url });
    const suppressed = body.trimEnd().split('\r\n').slice(1);
    expect(suppressed.length).toBeGreaterThan(10);
    for (const line of suppressed.slice(0, 10)) {
      const [region = '', stage, period] = line.split(',');
      const codes = [region, region === '330106' ? '330108' : '330106'];
      const found = await groups({
        id: 'tuition-support',
        by: ['SCHOOL_STAGE'],
        key: [
          { dimension: 'REF_AREA', codes },
          { dimension: 'SCHOOL_STAGE', codes: [stage] },
        ],
        from: period,
        to: period,
      });
      expect(found).toMatchObject([{ value: null, parts: 2, growth: null, share: null, rank: null }]);
    }
  });

  test('per head of another data set', async () => {
    const [found] = await groups({
      id: 'tuition-support',
      by: ['REF_AREA'],
      key: [{ dimension: 'REF_AREA', codes: ['330106'] }],
      from: '2024',
      to: '2024',
      of: 'population',
    });
    expect(found?.value).not.toBeNull();
    expect(found?.perCapita).toBeCloseTo((found?.value ?? 0) / persons('330106', '_T', 2024), 12);
  });

  test('that contain each other have no share', async () => {
    const key = [{ dimension: 'REF_AREA', codes: ['330000', '330100'] }];
    const found = await groups({ by: ['REF_AREA'], key, from: '2024', to: '2024' });
    expect(found.map(({ share, rank }) => [share, rank])).toEqual([
      [null, 1],
      [null, 2],
    ]);
  });

  test.each([
    [{ by: ['SEX'] }, 'by: no dimension "SEX"'],
    [{ by: ['AGE', 'AGE'] }, 'by: a dimension is given twice'],
    [{ by: [], first: 1001 }, 'first: 1001'],
    [{ by: ['REF_AREA'], key: [{ dimension: 'AGE', codes: ['_T', 'Y0T5'] }] }, 'would count twice'],
    [{ by: ['AGE'], of: 'population' }, 'perCapitaOf: both data sets need regions'],
    [{ by: ['REF_AREA'], of: 'weather' }, 'perCapitaOf: there is no "weather"'],
    [{ id: 'travel-time', by: [] }, 'cannot be added up'],
  ])('%j is refused', async (variables, expected) => {
    const { errors } = await graph.ask(query, { id: 'population', order: 'KEY', ...variables });
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toContain(expected);
  });
});
