import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestSubgraph, type TestSubgraph } from '../test/test-subgraph.ts';

let graph: TestSubgraph;
beforeAll(async () => {
  graph = await openTestSubgraph();
});
afterAll(() => graph.close());

interface Observation {
  readonly key: readonly { readonly id: string; readonly value: string }[];
  readonly timePeriod: string;
  readonly value: number | null;
  readonly obsStatus: string;
  readonly confStatus: string;
}

const observations = `query ($id: ID!, $key: [KeyFilter!], $from: String, $to: String, $first: Int, $after: String) {
  dataflow(id: $id) {
    observations(key: $key, from: $from, to: $to, first: $first, after: $after) {
      nodes { key { id value } timePeriod value obsStatus confStatus }
      pageInfo { hasNextPage hasPreviousPage endCursor }
    }
  }
}`;

async function page(variables: object) {
  type Answer = {
    dataflow: {
      observations: {
        nodes: Observation[];
        pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
      };
    };
  };
  return (await graph.data<Answer>(observations, variables)).dataflow.observations;
}

describe('observations', () => {
  test('are found by key and time range, as in the file', async () => {
    const file = await readFile(new URL('../datasets/population/observations.csv', import.meta.url), 'utf8');
    const wanted = file
      .split('\n')
      .map((line) => line.split(','))
      .filter(
        ([region, age, year]) => region === '330106' && age === 'Y6T14' && year! >= '2020' && year! <= '2023',
      )
      .map(([, , year, persons]) => ({ timePeriod: year, value: Number(persons) }));
    const { nodes, pageInfo } = await page({
      id: 'population',
      key: [
        { dimension: 'AGE', codes: ['Y6T14'] },
        { dimension: 'REF_AREA', codes: ['330106'] },
      ],
      from: '2020',
      to: '2023',
    });
    expect(wanted).toHaveLength(4);
    expect(nodes.map(({ timePeriod, value }) => ({ timePeriod, value }))).toEqual(wanted);
    expect(pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
    expect(nodes[0]).toMatchObject({
      key: [
        { id: 'REF_AREA', value: '330106' },
        { id: 'AGE', value: 'Y6T14' },
      ],
      obsStatus: 'A',
      confStatus: 'F',
    });
  });

  test('a range in years includes the months of the years', async () => {
    const { nodes } = await page({
      id: 'water-consumption',
      key: [
        { dimension: 'REF_AREA', codes: ['330100'] },
        { dimension: 'WATER_USE', codes: ['_T'] },
      ],
      from: '2023',
      to: '2024-Q2',
      first: 100,
    });
    expect(nodes).toHaveLength(18);
    expect([nodes[0]?.timePeriod, nodes.at(-1)?.timePeriod]).toEqual(['2023-01', '2024-06']);
  });

  test.each([1, 7, 100])('pages of %i return every observation once, in the same order', async (first) => {
    const key = [{ dimension: 'SCHOOL_STAGE', codes: ['PRIMARY', '_T'] }];
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { nodes, pageInfo } = await page({ id: 'tuition-support', key, to: '2017', first, after });
      expect(pageInfo.hasPreviousPage).toBe(after !== null);
      seen.push(...nodes.map((node) => [...node.key.map(({ value }) => value), node.timePeriod].join(' ')));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toHaveLength(14 * 2 * 3);
    expect(seen).toEqual([...new Set(seen)].sort());
  });

  test('a region has one series for each key, and the last value of each', async () => {
    type Series = {
      key: { value: string }[];
      observations: Observation[];
      latest: { timePeriod: string } | null;
    };
    const { region } = await graph.data<{
      region: { indicator: { unit: { code: string }; series: Series[] } };
    }>(
      `{ region(code: "330108") { indicator(dataflow: "population", from: "2024", key: [{ dimension: "AGE", codes: ["_T", "Y0T5"] }]) {
          unit { code } series { key { value } observations { timePeriod value } latest { timePeriod } } } } }`,
    );
    expect(region.indicator.unit).toEqual({ code: 'PS' });
    expect(region.indicator.series.map(({ key }) => key.map(({ value }) => value))).toEqual([
      ['330108', 'Y0T5'],
      ['330108', '_T'],
    ]);
    for (const { observations, latest } of region.indicator.series) {
      expect(observations.map(({ timePeriod }) => timePeriod)).toEqual(['2024', '2025']);
      expect(latest).toEqual({ timePeriod: '2025' });
    }
  });

  test('a region without observations in a data set has no indicator', async () => {
    expect(
      await graph.data(
        '{ region(code: "110101") { indicator(dataflow: "population") { unit { code } } indicators { unit { code } } } }',
      ),
    ).toEqual({ region: { indicator: null, indicators: [] } });
  });
});

describe('bad arguments', () => {
  test.each([
    ['first', 'dataflow(id: "population") { observations(first: 101) { nodes { value } } }', '100'],
    ['from', 'dataflow(id: "population") { observations(from: "yesterday") { nodes { value } } }', '2015-Q1'],
    ['to', 'region(code: "330106") { indicators(to: "2020-13") { unit { code } } }', '2015-Q1'],
    ['after', 'dataflow(id: "population") { observations(after: "x") { nodes { value } } }', 'cursor'],
    ['after', 'dataflow(id: "population") { observations(after: "WyJhIl0") { nodes { value } } }', 'cursor'],
    [
      'key',
      'dataflow(id: "population") { observations(key: [{ dimension: "SEX", codes: ["M"] }]) { nodes { value } } }',
      'REF_AREA, AGE',
    ],
    [
      'key',
      'dataflow(id: "population") { observations(key: [{ dimension: "AGE", codes: ["Y1"] }]) { nodes { value } } }',
      'Y0T5',
    ],
    [
      'key',
      'dataflow(id: "population") { observations(key: [{ dimension: "AGE", codes: [] }]) { nodes { value } } }',
      '1 to 100',
    ],
    [
      'key',
      'dataflow(id: "population") { observations(key: [{ dimension: "AGE", codes: ["_T"] }, { dimension: "AGE", codes: ["_T"] }]) { nodes { value } } }',
      'twice',
    ],
    [
      'dataflow',
      'region(code: "330106") { indicator(dataflow: "weather") { unit { code } } }',
      'population, travel-time',
    ],
    ['parent', 'regions(parent: "nowhere") { nodes { code } }', '330000'],
  ])('%s: %s', async (argument, selection, accepted) => {
    const { errors } = await graph.ask(`{ ${selection} }`);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toMatch(new RegExp(`^${argument}: `));
    expect(errors?.[0]?.message).toContain(accepted);
  });
});

describe('injection', () => {
  const hostile = [
    "' OR 1=1 --",
    "') OR 1=1 --",
    "x'; DROP TABLE observation; --",
    "\\' OR 1=1 --",
    "']) OR arrayAll(x -> 1, [1",
    '{loads:Array(String)}',
    '\u0000',
    '%',
  ];

  test.each(hostile)('%j is an ordinary unknown code', async (code) => {
    const key = [{ dimension: 'AGE', codes: [code] }];
    const { errors } = await graph.ask(observations, { id: 'population', key });
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    expect(
      await graph.data('query ($id: ID!) { dataflow(id: $id) { id } region(code: $id) { code } }', {
        id: code,
      }),
    ).toEqual({ dataflow: null, region: null });
  });

  test.each(hostile)('%j in a forged cursor is only a position in the order', async (text) => {
    const after = Buffer.from(JSON.stringify([text, text, text, text])).toString('base64url');
    const wanted = await page({ id: 'population', first: 100 });
    const { nodes } = await page({ id: 'population', first: 100, after });
    expect(nodes.length === 0 || JSON.stringify(nodes) === JSON.stringify(wanted.nodes)).toBe(true);
  });
});
