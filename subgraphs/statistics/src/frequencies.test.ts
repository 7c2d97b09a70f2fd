import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from '@civic-graph/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dataSetFolder, validManifest } from '../test/data-set-folder.ts';
import { readDataFile } from '../test/read-data-file.ts';
import { mediaTypes, sdmxClient } from '../test/sdmx.ts';
import { openTestSubgraph, type TestSubgraph } from '../test/test-subgraph.ts';

interface Series {
  readonly frequency: string;
  readonly startDay?: string;
  /** As the owner writes them, in time order. */
  readonly periods: readonly string[];
  /** As they are served, if it is not how the owner writes them. */
  readonly served?: readonly string[];
  readonly growth: readonly (number | null)[];
}

const doubled = [null, 1, 0.5, 1 / 3] as const;

/** Each has the values 1, 2, 3 and 4. */
const series: Readonly<Record<string, Series>> = {
  annual: {
    frequency: 'A',
    periods: ['2019', '2020-A1', '2021-01-01/P1Y', '2022'],
    served: ['2019', '2020', '2021', '2022'],
    growth: doubled,
  },
  fiscal: {
    frequency: 'Q',
    startDay: '--04-01',
    periods: ['2020-Q3', '2020-Q4', '2021-Q1', '2021-Q2'],
    growth: doubled,
  },
  trimester: { frequency: 'T', periods: ['2020-T2', '2020-T3', '2021-T1', '2021-T2'], growth: doubled },
  semester: {
    frequency: 'S',
    periods: ['2020-S1', '2020-S2', '2021-S1', '2022-S1'],
    growth: [null, 1, 0.5, null],
  },
  monthly: {
    frequency: 'M',
    periods: ['2020-M11', '2020-12', '2021-01', '2021-02'],
    served: ['2020-11', '2020-12', '2021-01', '2021-02'],
    growth: doubled,
  },
  weekly: { frequency: 'W', periods: ['2020-W52', '2020-W53', '2021-W01', '2021-W02'], growth: doubled },
  daily: {
    frequency: 'D',
    periods: ['2020-02-28', '2020-D060', '2020-03-01', '2020-03-02'],
    served: ['2020-02-28', '2020-02-29', '2020-03-01', '2020-03-02'],
    growth: doubled,
  },
  business: {
    frequency: 'B',
    periods: ['2020-01-23', '2020-02-03', '2020-02-04', '2020-06-01'],
    growth: [null, 1, 0.5, null],
  },
  hourly: {
    frequency: 'H',
    periods: ['22', '23']
      .map((hour) => `2020-12-31T${hour}:00:00+08:00`)
      .concat(['00', '01'].map((hour) => `2021-01-01T${hour}:00:00+08:00`)),
    growth: doubled,
  },
  minutely: {
    frequency: 'N',
    periods: ['00:58', '00:59', '01:00', '01:02'].map((time) => `2021-01-01T${time}:00`),
    growth: [null, 1, 0.5, null],
  },
  irregular: {
    frequency: 'I',
    periods: ['2020-01-01/P3M', '2020-06-01T08:30:15.250Z', '2020-07', '2020-07-01/P10D'].toSorted(),
    served: ['2020-01-01/P3M', '2020-06-01T08:30:15.250Z', '2020-07-01/P10D', '2020-07'],
    growth: doubled,
  },
};

const names = Object.keys(series);
const servedOf = (name: string) => series[name]!.served ?? series[name]!.periods;

function manifestOf(name: string, columns: { area: string; origin: string; time: string; value: string }) {
  const { frequency, startDay } = series[name]!;
  const [region, origin] = validManifest.dimensions;
  return {
    ...validManifest,
    id: name,
    frequency,
    file: `${name}.csv`,
    dimensions: [
      { ...region, column: columns.area },
      { ...origin, column: columns.origin },
    ],
    time: { column: columns.time, ...(startDay && { reportingYearStartDay: startDay }) },
    measure: { ...validManifest.measure, column: columns.value, additive: true },
  };
}

const plain = { area: 'region', origin: 'origin', time: 'year', value: 'visitors' };
const sdmx = { area: 'REF_AREA', origin: 'ORIGIN', time: 'TIME_PERIOD', value: 'OBS_VALUE' };

function csvOf(name: string, periods = series[name]!.periods): string {
  const inTime = servedOf(name);
  // The values are in time order, the rows in reverse.
  const rows = periods.map((period, index) => {
    const position = inTime.indexOf(period);
    return `330106,NEAR,${period},${(position < 0 ? index : position) + 1}`;
  });
  return `region,origin,year,visitors\n${rows.toReversed().join('\n')}\n`;
}

let graph: TestSubgraph;
let folder: string;
let remove: () => Promise<void>;
let now = new Date('2026-01-01T00:00:00Z');
beforeAll(async () => {
  const files = await dataSetFolder(
    Object.fromEntries(
      names.flatMap((name) => [
        [`${name}.manifest.json`, manifestOf(name, plain)],
        [`${name}.csv`, csvOf(name)],
      ]),
    ),
  );
  ({ folder, remove } = files);
  graph = await openTestSubgraph(folder, { clock: () => now, watchMs: 20 });
  await graph.subgraph.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await graph.close();
  await remove();
});
const get = sdmxClient(() => graph);

interface Served {
  readonly dataflow: {
    readonly frequency: string;
    readonly reportingYearStartDay: string | null;
    readonly temporal: { readonly from: string; readonly to: string };
    readonly observations: { readonly nodes: { timePeriod: string; value: number }[] };
    readonly groups: { timePeriod: string; growth: number | null }[];
  };
}

const query = `query ($id: ID!, $from: String, $to: String, $asOf: DateTime) { dataflow(id: $id, asOf: $asOf) {
  frequency reportingYearStartDay temporal { from to }
  observations(from: $from, to: $to) { nodes { timePeriod value } }
  groups(by: ["REF_AREA"], key: [{ dimension: "ORIGIN", codes: ["NEAR"] }], from: $from, to: $to) { timePeriod growth } } }`;

const read = async (id: string, more: object = {}) =>
  (await graph.data<Served>(query, { id, ...more })).dataflow;

describe.each(names)('%s', (name) => {
  const { frequency, startDay, growth } = series[name]!;
  const served = servedOf(name);

  test('is in the graph in time order, with growth to the period before', async () => {
    const found = await read(name);
    expect(found).toMatchObject({
      frequency,
      reportingYearStartDay: startDay ?? null,
      temporal: { from: served[0], to: served[3] },
    });
    expect(found.observations.nodes).toEqual(
      served.map((timePeriod, index) => ({ timePeriod, value: index + 1 })),
    );
    expect(found.groups.map((group) => group.timePeriod)).toEqual(served);
    for (const [index, group] of found.groups.entries()) {
      if (growth[index] === null) expect(group.growth).toBeNull();
      else expect(group.growth).toBeCloseTo(growth[index]!, 12);
    }
  });

  test('is filtered by its own periods', async () => {
    const { observations, groups } = await read(name, { from: served[1], to: served[2] });
    expect(observations.nodes.map(({ timePeriod }) => timePeriod)).toEqual(
      name === 'irregular' ? served.slice(1) : served.slice(1, 3),
    );
    expect(groups[0]!.growth).toBeCloseTo(1, 12);
    const path = `data/dataflow/statistics/${name}/*/*`;
    const csv = async (filter: string) => {
      const { body } = await get(
        `${path}?format=csv&attributes=none&c[TIME_PERIOD]=${encodeURIComponent(filter)}`,
      );
      return body
        .trimEnd()
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(',')[2]);
    };
    expect(await csv(`ge:${served[1]}+lt:${served[2]}`)).toEqual([served[1]]);
    expect(await csv(`eq:${served[0]}`)).toContain(served[0]);
    expect(await csv(`ne:${served[0]}`)).not.toContain(served[0]);
  });

  test.each(['json', 'xml', 'csv'] as const)('as SDMX %s is read as it was written', async (format) => {
    const stored = await readDataFile(csvOf(name), manifestOf(name, plain));
    expect(stored.problems).toEqual([]);
    const accept = mediaTypes[format];
    const { body, statusCode } = await get(`data/dataflow/statistics/${name}/*/*`, { accept });
    expect(statusCode).toBe(200);
    expect(await readDataFile(body, manifestOf(name, sdmx))).toEqual(stored);
  });
});

test.each(['weekly', 'hourly', 'irregular'])('%s is downloaded with its periods', async (name) => {
  const served = servedOf(name);
  const path = `data/dataflow/statistics/${name}/*/*`;
  const cube = (await get(`${path}?format=json-stat`)).json<{
    dimension: { TIME_PERIOD: { category: { index: string[] } } };
  }>();
  expect(cube.dimension.TIME_PERIOD.category.index).toEqual(served);
  const file = join(folder, `${name}.parquet`);
  await writeFile(file, (await get(`${path}?format=parquet`)).rawPayload);
  expect(await graph.engine.rows(`SELECT TIME_PERIOD FROM file('${file}', Parquet)`)).toEqual(
    served.map((period) => [period]),
  );
  expect((await get(`${path}?format=xlsx`)).statusCode).toBe(200);
});

test('SDMX-JSON and normalised CSV say when a period begins, in the reporting year and zone', async () => {
  const times = async (name: string) => {
    const { body } = await get(`data/dataflow/statistics/${name}/*/*`, { accept: mediaTypes.json });
    const { data } = JSON.parse(body) as {
      data: { structures: { dimensions: { observation: { values: object[] }[] } }[] };
    };
    return data.structures[0]!.dimensions.observation[0]!.values;
  };
  expect((await times('fiscal'))[2]).toMatchObject({
    id: '2021-Q1',
    start: '2021-04-01T00:00:00.000Z',
    end: '2021-06-30T23:59:59.999Z',
  });
  expect((await times('hourly'))[0]).toMatchObject({
    start: '2020-12-31T14:00:00.000Z',
    end: '2020-12-31T14:59:59.999Z',
  });
  const normalised = async (name: string) => {
    const accept = `${mediaTypes.csv};timeFormat=normalized`;
    const { body } = await get(`data/dataflow/statistics/${name}/*/*`, { accept });
    return body;
  };
  expect(await normalised('weekly')).toContain(',2020-12-21,1,');
  expect(await normalised('hourly')).toContain(',2020-12-31T22:00:00+08:00,1,');
  expect(await normalised('fiscal')).toContain(',2021-04-01,3,');
});

test('a structure says that reporting years begin on another day, and queries may name one', async () => {
  const { body } = await get('structure/datastructure/statistics/DSD_fiscal/*?references=all', {
    accept: mediaTypes.structureXml,
  });
  expect(body).toContain('id="REPORTING_YEAR_START_DAY"');
  expect(body).toContain('textType="MonthDay"');
  const path = 'data/dataflow/statistics/fiscal/*/*?format=csv&c[TIME_PERIOD]=eq:2021-Q2';
  expect((await get(path)).body).toContain(',2021-Q2,4');
  expect((await get(`${path}&reportingYearStartDay=--01-01`)).body).toContain(',2021-Q1,3');
  expect((await get(`${path}&reportingYearStartDay=july`)).statusCode).toBe(400);
});

test.each([
  ['hourly', '330106,NEAR,2020-12-31T22:00:00Z,1', /another zone/],
  ['hourly', '330106,NEAR,2020-12-31T22:00:00+08:00/PT1H,1', /same dimensions and period/],
  ['daily', '330106,NEAR,2020-W01,1', /not a period of frequency D/],
  ['irregular', '330106,NEAR,2020-01-01/P91D,1', /same dimensions and period/],
])('of %s, the row %s is refused', async (name, row, problem) => {
  const { problems } = await readDataFile(`${csvOf(name)}${row}\n`, manifestOf(name, plain));
  expect(problems.map((one) => one.problem).join()).toMatch(problem);
});

test('a file with another reporting year than its manifest is refused', async () => {
  const { body } = await get('data/dataflow/statistics/fiscal/*/*', { accept: mediaTypes.csv });
  const { time: _, ...manifest } = manifestOf('fiscal', sdmx);
  const { problems } = await readDataFile(body, { ...manifest, time: { column: 'TIME_PERIOD' } });
  expect(problems[0]!.problem).toMatch(/set time.reportingYearStartDay/);
});

test('a later release may add irregular times between those before', async () => {
  now = new Date('2026-02-01T00:00:00Z');
  await writeFile(join(folder, 'irregular.csv'), `${csvOf('irregular')}330106,NEAR,2020-03,9\n`);
  const added = ['2020-01-01/P3M', '2020-03', '2020-06-01T08:30:15.250Z', '2020-07-01/P10D', '2020-07'];
  await eventually(async () =>
    expect((await read('irregular')).observations.nodes.map(({ timePeriod }) => timePeriod)).toEqual(added),
  );
  const before = await read('irregular', { asOf: '2026-01-15T00:00:00Z' });
  expect(before.observations.nodes).toHaveLength(4);
  const { dataflow } = await graph.data<{ dataflow: { changes: { nodes: object[] } } }>(
    '{ dataflow(id: "irregular") { changes(since: "2026-01-15T00:00:00Z") { nodes { kind timePeriod after { value } } } } }',
  );
  expect(dataflow.changes.nodes).toEqual([{ kind: 'ADDED', timePeriod: '2020-03', after: { value: 9 } }]);
});
