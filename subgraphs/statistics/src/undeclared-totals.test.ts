import { readFile } from 'node:fs/promises';
import { afterEach, expect, test } from 'vitest';
import { dataSetFolder, validManifest } from '../test/data-set-folder.ts';
import { feasibleRanges } from '../test/feasible-range.ts';
import { openTestSubgraph, type TestSubgraph } from '../test/test-subgraph.ts';

/*
 * Attacks on published values: a reader knows the hierarchy of the codes, whatever totals the manifest
 * declares.
 */

interface Node {
  readonly key: readonly { readonly value: string }[];
  readonly timePeriod: string;
  readonly value: number | null;
}

interface Page {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const undo: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

/** All published values of one data set, by key and period; null if it is not served. */
async function publish(manifest: object, csv: string): Promise<ReadonlyMap<string, number | null> | null> {
  const files = await dataSetFolder({
    'manifest.json': { ...manifest, file: 'observations.csv' },
    'observations.csv': csv,
  });
  undo.push(files.remove);
  const graph = await openTestSubgraph(files.folder);
  undo.push(() => graph.close());
  const all = new Map<string, number | null>();
  let after: string | null = null;
  do {
    const page: Page | undefined = await pageAfter(graph, after);
    if (page === undefined) return null;
    for (const { key, timePeriod, value } of page.nodes) {
      all.set([...key.map((part) => part.value), timePeriod].join(' '), value);
    }
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return all;
}

async function pageAfter(graph: TestSubgraph, after: string | null): Promise<Page | undefined> {
  const query = `query ($after: String) { dataflows { nodes { observations(first: 100, after: $after) {
    nodes { key { value } timePeriod value } pageInfo { hasNextPage endCursor } } } } }`;
  const { dataflows } = await graph.data<{ dataflows: { nodes: { observations: Page }[] } }>(query, {
    after,
  });
  return dataflows.nodes[0]?.observations;
}

/** Ranges of the suppressed cells, from the sums over both dimensions. */
async function attack(published: ReadonlyMap<string, number | null>, totals: readonly [string, string]) {
  const names = [...published.keys()];
  const position = new Map(names.map((name, index) => [name, index]));
  const sums = names.flatMap((name, total) => {
    const [first = '', second = '', period = ''] = name.split(' ');
    const parts = (matches: (other: string[]) => boolean) =>
      names.flatMap((other) => {
        const codes = other.split(' ');
        return codes[2] === period && matches(codes) ? (position.get(other) ?? []) : [];
      });
    return [
      ...(first === totals[0] ? [{ total, parts: parts(([a, b]) => a !== totals[0] && b === second) }] : []),
      ...(second === totals[1] ? [{ total, parts: parts(([a, b]) => a === first && b !== totals[1]) }] : []),
    ];
  });
  const ranges = await feasibleRanges([...published.values()], sums);
  return [...ranges].map(([cell, range]) => ({ name: names[cell] ?? '', ...range }));
}

test('totals that the manifest omits are protected too', { timeout: 60_000 }, async () => {
  const folder = new URL('../datasets/tuition-support/', import.meta.url);
  const manifest = JSON.parse(await readFile(new URL('manifest.json', folder), 'utf8'));
  const csv = await readFile(new URL('observations.csv', folder), 'utf8');
  const years = csv.split('\n').filter((line) => !/,\d{4},/.test(line) || /,201[5-7],/.test(line));
  const dimensions = manifest.dimensions.map(({ totals: _, ...dimension }: { totals: unknown }) => dimension);
  const published = await publish({ ...manifest, dimensions }, years.join('\n'));
  const ranges = await attack(published ?? new Map(), ['330100', '_T']);
  expect(ranges.filter(({ low, high }) => high - low < 1)).toEqual([]);
  expect(ranges.length).toBeGreaterThan(20);
});

const turnover = (codes: readonly object[], totals?: readonly string[], more: object = {}) => {
  const [region, origin] = validManifest.dimensions;
  return {
    ...validManifest,
    dimensions: [
      { ...region, totals: ['330100'] },
      { ...origin, ...(totals && { totals }), ...more, codelist: { ...origin?.codelist, codes } },
    ],
    measure: { ...validManifest.measure, column: 'turnover' },
    disclosure: { threshold: 3, unitsColumn: 'firms' },
  };
};
const name = { zh: '业', en: 'Sector' };
const sectors = ['STEEL', 'FOOD', 'PAPER', 'GLASS'];
const hierarchy = [{ code: '_T', name }, ...sectors.map((code) => ({ code, parent: '_T', name }))];

/** A table with totals in both dimensions: [region, sector] -> value and firms. */
function table(values: Readonly<Record<string, readonly (readonly [number, number])[]>>): string {
  const rows: string[] = [];
  const add = (region: string, sector: string, cells: readonly (readonly [number, number])[]) =>
    rows.push(
      [
        region,
        sector,
        2020,
        cells.reduce((sum, [v]) => sum + v, 0),
        cells.reduce((sum, [, n]) => sum + n, 0),
      ].join(),
    );
  const every = Object.values(values);
  for (const [region, cells] of Object.entries(values)) {
    for (const [index, cell] of cells.entries()) add(region, sectors[index] ?? '', [cell]);
    add(region, '_T', cells);
  }
  for (const [index, sector] of sectors.entries())
    add(
      '330100',
      sector,
      every.map((cells) => cells[index] ?? [0, 0]),
    );
  add('330100', '_T', every.flat());
  return ['region,origin,year,turnover,firms', ...rows].join('\n');
}

const firms = table({
  330102: [
    [1_000_000, 1],
    [60, 5],
    [8_000_000, 40],
    [9_000_000, 30],
  ],
  330105: [
    [50, 4],
    [7_000_000, 44],
    [5_000_000, 20],
    [4_000_000, 22],
  ],
  330106: [
    [3_000_000, 14],
    [2_000_000, 9],
    [1_000_000, 8],
    [6_000_000, 12],
  ],
});

test('the value of a suppressed firm cannot be estimated within a fifth of it', async () => {
  const published = await publish(turnover(hierarchy, ['_T']), firms);
  const ranges = await attack(published ?? new Map(), ['330100', '_T']);
  const firm = ranges.find((range) => range.name === '330102 STEEL 2020');
  expect(firm).toBeDefined();
  for (const { name: cell, low, high } of ranges) {
    const truth = Number(
      firms
        .split('\n')
        .find((row) => row.startsWith(cell.replaceAll(' ', ',')))
        ?.split(',')[3],
    );
    expect(high - low, cell).toBeGreaterThanOrEqual(0.2 * truth - 1);
  }
});

const flat = ['_T', ...sectors].map((code) => ({ code, name }));

test.each([
  ['a total without children', flat, undefined],
  ['a parent that the manifest does not list as a total', hierarchy, []],
])('%s, which is the sum of the others, is refused', async (_case, codes, totals) => {
  expect(await publish(turnover(codes, totals), firms)).toBeNull();
});

test('two ways to group the same persons are refused, since one follows from the other', async () => {
  const groups = ['MEN', 'WOMEN', 'YOUNG', 'OLD'];
  const [, origin] = validManifest.dimensions;
  const rows = Array.from({ length: 12 }, (_, index) => {
    const men = 100 + ((index * 37) % 91);
    const women = 120 + ((index * 53) % 83);
    const young = 40 + ((index * 29) % 61);
    return [men, women, young, men + women - young].map(
      (count, group) => `330106,${groups[group]},${2000 + index},${count}`,
    );
  });
  const manifest = {
    ...validManifest,
    dimensions: [
      validManifest.dimensions[0],
      { ...origin, codelist: { ...origin?.codelist, codes: groups.map((code) => ({ code, name })) } },
    ],
    disclosure: { threshold: 3, unitsColumn: 'visitors' },
  };
  expect(await publish(manifest, ['region,origin,year,visitors', ...rows.flat()].join('\n'))).toBeNull();
});

test('means are published unchanged, because they are in no sum', async () => {
  const rows = [
    ['_T', 40],
    ['STEEL', 35],
    ['FOOD', 50],
    ['PAPER', 41],
  ].flatMap(([code, mean]) => [2019, 2020].map((year) => `330106,${code},${year},${mean},30`));
  const csv = ['region,origin,year,turnover,firms', ...rows].join('\n');
  expect((await publish(turnover(hierarchy, [], { independent: true }), csv))?.get('330106 _T 2020')).toBe(
    40,
  );
});
