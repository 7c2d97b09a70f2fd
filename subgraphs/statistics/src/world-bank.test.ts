import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dataSetFolder } from '../test/data-set-folder.ts';
import { testRandom } from '../test/random.ts';
import { openTestSubgraph, type TestSubgraph } from '../test/test-subgraph.ts';
import {
  type WorldBankRow,
  worldBankIsAbsent,
  worldBankManifest,
  worldBankRows,
} from '../test/world-bank.ts';

interface Series {
  readonly observations: readonly { readonly timePeriod: string; readonly value: number | null }[];
}

describe.skipIf(worldBankIsAbsent)(
  'the files of the World Bank (skipped where ../shared/data is absent)',
  () => {
    let graph: TestSubgraph;
    let removeFiles: () => Promise<void>;
    const rows = new Map<string, readonly WorldBankRow[]>();
    beforeAll(async () => {
      const files = await dataSetFolder({
        'population.manifest.json': worldBankManifest('population'),
        'gdp.manifest.json': worldBankManifest('gdp'),
      });
      removeFiles = files.remove;
      graph = await openTestSubgraph(files.folder);
      for (const name of ['population', 'gdp'] as const) rows.set(name, await worldBankRows(name));
    });
    afterAll(async () => {
      await graph.close();
      await removeFiles();
    });

    async function seriesOf(code: string, name: string): Promise<Series | undefined> {
      const { region } = await graph.data<{ region: { indicator: { series: Series[] } } }>(
        `query ($code: ID!, $dataflow: ID!) {
        region(code: $code) { indicator(dataflow: $dataflow) { series { observations { timePeriod value } } } } }`,
        { code, dataflow: `world-${name}` },
      );
      return region.indicator.series[0];
    }

    test.each([
      ['population', 17_195, 265],
      ['gdp', 13_979, 262],
    ])('%s: every row is loaded', async (name, count, regions) => {
      expect(rows.get(name)).toHaveLength(count);
      const { dataflow } = await graph.data<{ dataflow: unknown }>(
        `{ dataflow(id: "world-${name}") {
        observationCount structure { dimensions { codelist { codes { totalCount } } } } disclosureControl { threshold } } }`,
      );
      expect(dataflow).toEqual({
        observationCount: count,
        structure: { dimensions: [{ codelist: { codes: { totalCount: regions } } }] },
        disclosureControl: null,
      });
      expect(new Set(rows.get(name)?.map(({ code }) => code)).size).toBe(regions);
    });

    test.each(['population', 'gdp'])(
      '%s: ten values, and all of Finland and China, equal those of the file',
      async (name) => {
        const random = testRandom();
        const all = rows.get(name) ?? [];
        for (let index = 0; index < 10; index += 1) {
          const { code, year, value } = all[Math.floor(random() * all.length)]!;
          const { dataflow } = await graph.data<{ dataflow: { observations: { nodes: unknown[] } } }>(
            `query ($code: ID!, $year: String) { dataflow(id: "world-${name}") {
          observations(key: [{ dimension: "REF_AREA", codes: [$code] }], from: $year, to: $year) {
            nodes { timePeriod value obsStatus } } } }`,
            { code, year },
          );
          expect(dataflow.observations.nodes).toEqual([
            { timePeriod: year, value: Number(value), obsStatus: 'A' },
          ]);
        }
        for (const country of ['FIN', 'CHN']) {
          const wanted = all
            .filter(({ code }) => code === country)
            .map(({ year, value }) => ({ timePeriod: year, value: Number(value) }))
            .sort((a, b) => a.timePeriod.localeCompare(b.timePeriod));
          expect(wanted.length).toBeGreaterThan(20);
          expect((await seriesOf(country, name))?.observations).toEqual(wanted);
        }
      },
    );

    test('no double loses its last digit in the engine', async () => {
      const all = rows.get('gdp') ?? [];
      const codes = [...new Set(all.map(({ code }) => code))].sort();
      const stored = (await graph.engine.query(
        `SELECT toInt32(c1) AS rank, toInt32(period / 12) AS year, value FROM coded_observation
       WHERE load IN (SELECT load FROM release WHERE dataflow = 'world-gdp')`,
      )) as { rank: number; year: number; value: number }[];
      const values = new Map(stored.map(({ rank, year, value }) => [`${codes[rank]} ${year}`, value]));
      const wrong = all.filter(({ code, year, value }) => values.get(`${code} ${year}`) !== Number(value));
      expect(wrong).toEqual([]);
    });

    test('countries have their ISO names, groups of countries the names in the file', async () => {
      const query =
        '{ finland: region(code: "FIN") { name level } world: region(code: "WLD") { name level parent { code } } }';
      expect(await graph.data(query)).toEqual({
        finland: { name: '芬兰', level: 'COUNTRY' },
        world: { name: 'World', level: 'AREA', parent: null },
      });
    });

    test('two hundred countries in one call cost one query of the engine', async () => {
      const codes = [...new Set((rows.get('gdp') ?? []).map(({ code }) => code))].slice(0, 200);
      const before = graph.engine.queryCount;
      const { _entities } = await graph.data<{ _entities: unknown[] }>(
        `query ($representations: [_Any!]!) { _entities(representations: $representations) {
        ... on Region { indicators { series { latest { value } } } } } }`,
        { representations: codes.map((code) => ({ __typename: 'Region', code })) },
      );
      expect(_entities).toHaveLength(200);
      expect(graph.engine.queryCount - before).toBe(1);
    });
  },
);
