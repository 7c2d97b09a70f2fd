import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataSetFolder, validManifest } from '../test/data-set-folder.ts';
import { openTestSubgraph, type TestSubgraph } from '../test/test-subgraph.ts';
import { readRegionRegister } from './regions/region-register.ts';

let graph: TestSubgraph;
let regions: string[];
let files: { readonly folder: string; readonly remove: () => Promise<void> };

beforeAll(async () => {
  const register = await readRegionRegister();
  regions = [...register.regions.values()].filter(({ level }) => level === 'COUNTY').map(({ code }) => code);
  const rows = regions
    .slice(0, 400)
    .flatMap((code) => ['2020', '2021'].map((year) => `${code},NEAR,${year},${Number(code) % 97}`));
  const codes = Array.from({ length: 101 }, (_, index) => `C${index}`);
  const [region, origin] = validManifest.dimensions;
  const named = codes.map((code) => ({ code, name: { zh: code, en: code } }));
  files = await dataSetFolder({
    'many.manifest.json': {
      ...validManifest,
      id: 'many-series',
      file: 'many.csv',
      dimensions: [region, { ...origin, codelist: { ...origin?.codelist, codes: named } }],
    },
    'many.csv': ['region,origin,year,visitors', ...codes.map((code) => `110101,${code},2020,1`)].join('\n'),
    'manifest.json': validManifest,
    'second.manifest.json': { ...validManifest, id: 'visitors-again' },
    'visitors.csv': ['region,origin,year,visitors', ...rows].join('\n'),
  });
  graph = await openTestSubgraph(files.folder);
});

afterAll(async () => {
  await graph.close();
  await files.remove();
});

async function queriesOf<Shape>(query: string, variables: object) {
  const before = graph.engine.queryCount;
  const data = await graph.data<Shape>(query, variables);
  return { data, queries: graph.engine.queryCount - before };
}

const indicators = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    ... on Region { code indicator(dataflow: "visitors", from: "2021") { series { observations { value } } } }
  }
}`;

interface Indicators {
  readonly _entities: readonly {
    readonly code: string;
    readonly indicator: {
      readonly series: readonly { readonly observations: readonly { value: number }[] }[];
    };
  }[];
}

function representations(from: number, count: number) {
  return regions.slice(from, from + count).map((code) => ({ __typename: 'Region', code }));
}

test.each([
  [1, 0],
  [100, 10],
  [250, 150],
])('the indicator of %i regions costs one query of the engine', async (count, from) => {
  const { data, queries } = await queriesOf<Indicators>(indicators, {
    representations: representations(from, count),
  });
  expect(data._entities).toHaveLength(count);
  for (const { code, indicator } of data._entities) {
    expect(indicator.series).toEqual([{ observations: [{ value: Number(code) % 97 }] }]);
  }
  expect(queries).toBe(1);
});

test('observations that were read before cost no query', async () => {
  await queriesOf(indicators, { representations: representations(0, 50) });
  const { queries } = await queriesOf(indicators, { representations: representations(0, 50) });
  expect(queries).toBe(0);
});

test('all indicators of many regions, over two data sets, cost one query', async () => {
  const query = `query ($representations: [_Any!]!) {
    _entities(representations: $representations) { ... on Region { indicators { series { latest { value } } } } }
  }`;
  const { data, queries } = await queriesOf<{ _entities: { indicators: unknown[] }[] }>(query, {
    representations: representations(300, 100),
  });
  expect(data._entities.map(({ indicators }) => indicators.length)).toEqual(Array(100).fill(2));
  expect(queries).toBe(1);
});

test('the same page of every data set costs one query', async () => {
  const { data, queries } = await queriesOf<{
    dataflows: { nodes: { observations: { nodes: unknown[] } }[] };
  }>('{ dataflows { nodes { observations(first: 7) { nodes { value } } } } }', {});
  expect(data.dataflows.nodes.map(({ observations }) => observations.nodes.length)).toEqual([7, 7, 7]);
  expect(queries).toBe(1);
});

test('more series of a region than fit into one answer are refused, and can be narrowed', async () => {
  const query = `query ($key: [KeyFilter!]) {
    region(code: "110101") { indicator(dataflow: "many-series", key: $key) { series { key { value } } } } }`;
  const { errors } = await graph.ask(query);
  expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  expect(errors?.[0]?.message).toMatch(/^key: 101 series/);
  const key = [{ dimension: 'ORIGIN', codes: ['C100', 'C7'] }];
  const { region } = await graph.data<{ region: { indicator: { series: unknown[] } } }>(query, { key });
  expect(region.indicator.series).toHaveLength(2);
});

test('the catalogue, regions and their parts cost no query', async () => {
  const { queries } = await queriesOf(
    '{ dataflows { nodes { id structure { dimensions { codelist { codes { nodes { region { name } } } } } } } } regions(level: PROVINCE) { nodes { children { nodes { name indicators { dataflow { id } } } } } } }',
    {},
  );
  expect(queries).toBe(0);
});
