import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recoverableCells } from '../test/exact-rank.ts';
import { openTestSubgraph, type TestSubgraph } from '../test/test-subgraph.ts';
import type { SumRelation } from './disclosure/sum-relation.ts';

let graph: TestSubgraph;
beforeAll(async () => {
  graph = await openTestSubgraph();
});
afterAll(() => graph.close());

interface Released {
  readonly key: readonly { readonly value: string }[];
  readonly timePeriod: string;
  readonly value: number | null;
  readonly obsStatus: string;
  readonly confStatus: string;
}

const fields = 'key { value } timePeriod value obsStatus confStatus';

/** The owner's file: region, code, period, value, and the units that the threshold counts. */
async function confidential(id: string) {
  const text = await readFile(new URL(`../datasets/${id}/observations.csv`, import.meta.url), 'utf8');
  const rows = text.trim().split('\n').slice(1);
  return rows.map((row) => {
    const [region = '', code = '', period = '', value = '', units = value] = row.split(',');
    return { region, code, period, value: Number(value), units: Number(units) };
  });
}

function nameOf(observation: Released): string {
  return [...observation.key.map(({ value }) => value), observation.timePeriod].join(' ');
}

/** Everything that a reader can get from the list of observations. */
async function release(id: string): Promise<ReadonlyMap<string, Released>> {
  const all: Released[] = [];
  let after: string | null = null;
  do {
    const { dataflow }: { dataflow: { observations: { nodes: Released[]; pageInfo: Page } } } =
      await graph.data(
        `query ($id: ID!, $after: String) { dataflow(id: $id) {
        observations(first: 100, after: $after) { nodes { ${fields} } pageInfo { hasNextPage endCursor } } } }`,
        { id, after },
      );
    all.push(...dataflow.observations.nodes);
    after = dataflow.observations.pageInfo.hasNextPage ? dataflow.observations.pageInfo.endCursor : null;
  } while (after !== null);
  return new Map(all.map((observation) => [nameOf(observation), observation]));
}

interface Page {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

const thresholds = { population: 10, 'travel-time': 30, 'tuition-support': 10, 'water-consumption': 5 };

describe.each(Object.entries(thresholds))('%s', (id, threshold) => {
  test('nothing below the threshold is published, and every published value is right', async () => {
    const released = await release(id);
    const rows = await confidential(id);
    expect(released.size).toBe(rows.length);
    for (const { region, code, period, value, units } of rows) {
      const observation = released.get(`${region} ${code} ${period}`);
      if (units < threshold) expect(observation?.value).toBeNull();
      if (observation?.value === null) {
        expect(observation).toMatchObject({ obsStatus: 'Q', confStatus: 'C' });
      } else {
        expect(observation).toMatchObject({ value, obsStatus: 'A', confStatus: 'F' });
      }
    }
  });
});

test('disclosure control takes effect: the catalogue counts suppressed values in some data sets', async () => {
  for (const id of ['travel-time', 'tuition-support', 'water-consumption']) {
    const suppressed = [...(await release(id)).values()].filter(
      ({ confStatus }) => confStatus === 'C',
    ).length;
    expect(suppressed).toBeGreaterThan(20);
    expect(await graph.data(`{ dataflow(id: "${id}") { disclosureControl { suppressedCount } } }`)).toEqual({
      dataflow: { disclosureControl: { suppressedCount: suppressed } },
    });
  }
});

describe.each(['tuition-support', 'water-consumption'] as const)('%s: totals minus parts', (id) => {
  /** The sums by both dimensions, derived from the codes alone, as a reader would. */
  function sums(names: readonly string[]): SumRelation[] {
    const position = new Map(names.map((name, index) => [name, index]));
    const codes = (place: number) => [...new Set(names.map((name) => name.split(' ')[place] ?? ''))];
    const relation = (total: string, parts: string[]) => ({
      total: position.get(total) ?? -1,
      parts: parts.map((part) => position.get(part) ?? -1),
      isPartial: false,
    });
    const [regions, inner, periods] = [codes(0), codes(1), codes(2)];
    const districts = regions.filter((code) => code !== '330100');
    const kinds = inner.filter((code) => code !== '_T');
    return periods.flatMap((period) => [
      ...regions.map((region) =>
        relation(
          `${region} _T ${period}`,
          kinds.map((kind) => `${region} ${kind} ${period}`),
        ),
      ),
      ...inner.map((code) =>
        relation(
          `330100 ${code} ${period}`,
          districts.map((district) => `${district} ${code} ${period}`),
        ),
      ),
    ]);
  }

  async function attack(isHidden: (observation: Released, units: number) => boolean): Promise<number> {
    const released = await release(id);
    const units = new Map(
      (await confidential(id)).map((row) => [`${row.region} ${row.code} ${row.period}`, row.units]),
    );
    const names = [...released.keys()];
    const hidden = new Set(
      names.flatMap((name, index) =>
        isHidden(released.get(name) as Released, units.get(name) ?? 0) ? [index] : [],
      ),
    );
    const all = sums(names);
    const periodOf = ({ total }: SumRelation) => names[total]?.split(' ')[2];
    return [...new Set(all.map(periodOf))].reduce((recovered, period) => {
      const relations = all.filter((relation) => periodOf(relation) === period);
      const cells = new Set(relations.flatMap(({ total, parts }) => [total, ...parts]));
      return (
        recovered + recoverableCells(relations, new Set([...hidden].filter((cell) => cells.has(cell)))).length
      );
    }, 0);
  }

  test('recover suppressed values if only the small numbers were suppressed', async () => {
    expect(await attack((_observation, units) => units < thresholds[id])).toBeGreaterThan(0);
  });

  test('recover no suppressed value', async () => {
    expect(await attack(({ value }) => value === null)).toBe(0);
  });

  test('leave more than one suppressed cell, with enough units together, in each sum with a suppressed cell', async () => {
    const released = await release(id);
    const names = [...released.keys()];
    const units = new Map(
      (await confidential(id)).map((row) => [`${row.region} ${row.code} ${row.period}`, row.units]),
    );
    for (const { total, parts } of sums(names)) {
      const hidden = parts.filter((part) => released.get(names[part] ?? '')?.value === null);
      if (hidden.length === 0 || released.get(names[total] ?? '')?.value === null) continue;
      const together = hidden.reduce((sum, part) => sum + (units.get(names[part] ?? '') ?? 0), 0);
      expect(hidden.length).toBeGreaterThan(1);
      expect(together).toBeGreaterThanOrEqual(thresholds[id]);
    }
  });
});

test('no other path to a suppressed observation shows its value', async () => {
  const id = 'tuition-support';
  const suppressed = [...(await release(id)).values()].filter(({ value }) => value === null);
  for (const observation of suppressed.slice(0, 60)) {
    const [region = '', stage = ''] = observation.key.map(({ value }) => value);
    const { timePeriod } = observation;
    const key = `[{ dimension: "SCHOOL_STAGE", codes: ["${stage}"] }]`;
    const both = `[{ dimension: "REF_AREA", codes: ["${region}"] }, { dimension: "SCHOOL_STAGE", codes: ["${stage}"] }]`;
    const range = `from: "${timePeriod}", to: "${timePeriod}"`;
    const answer = await graph.data<Ways>(`{
      dataflow(id: "${id}") { observations(key: ${both}, ${range}, first: 1) { nodes { ${fields} } } }
      region(code: "${region}") {
        indicator(dataflow: "${id}", key: ${key}, ${range}) { series { observations { ${fields} } latest { value } } }
        indicators(${range}) { dataflow { id } series { key { value } observations { ${fields} } } }
      }
    }`);
    const [series] = answer.region.indicator.series;
    const fromAll = answer.region.indicators
      .find((indicator) => indicator.dataflow.id === id)
      ?.series.find((one) => one.key[1]?.value === stage);
    expect(answer.dataflow.observations.nodes).toEqual([observation]);
    expect(series).toEqual({ observations: [observation], latest: null });
    expect(fromAll?.observations).toEqual([observation]);
  }
});

interface Ways {
  readonly dataflow: { readonly observations: { readonly nodes: readonly Released[] } };
  readonly region: {
    readonly indicator: { readonly series: readonly { readonly observations: readonly Released[] }[] };
    readonly indicators: readonly {
      readonly dataflow: { readonly id: string };
      readonly series: readonly {
        readonly key: readonly { readonly value: string }[];
        readonly observations: readonly Released[];
      }[];
    }[];
  };
}

test('the engine has no suppressed value', async () => {
  const [row] = await graph.engine.query(
    `SELECT count() AS suppressed, countIf(value IS NOT NULL) AS betrayed FROM coded_observation WHERE obs_status = 'Q'`,
  );
  expect(row).toMatchObject({ betrayed: 0 });
  expect(Number((row as { suppressed: number }).suppressed)).toBeGreaterThan(0);
});
