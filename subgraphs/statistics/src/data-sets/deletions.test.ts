import { describe, expect, test } from 'vitest';
import { openLoader } from '../../test/data-set-loader.ts';
import { readDataFile, sdmxManifest } from '../../test/read-data-file.ts';
import { Deletions } from './deletions.ts';

const schemas = 'http://www.sdmx.org/resources/sdmxml/schemas/v3_0';
const header = 'STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,ORIGIN,TIME_PERIOD,OBS_VALUE';

/** A file of SDMX-CSV: action, region, origin, period, value. */
function csv(...rows: string[]): string {
  return `${header}\n${rows.map((row) => `dataflow,A:B(1.0),${row}\n`).join('')}`;
}

function xml(...dataSets: [action: string, content: string][]): string {
  const written = dataSets.map(
    ([action, content]) => `<m:DataSet s:structureRef="S1" s:action="${action}">${content}</m:DataSet>`,
  );
  return `<m:StructureSpecificData xmlns:m="${schemas}/message" xmlns:s="${schemas}/data/structurespecific">${written.join('')}</m:StructureSpecificData>`;
}

const component = (id: string, ...codes: string[]) => ({ id, values: codes.map((code) => ({ id: code })) });
function json(...dataSets: object[]): string {
  const dimensions = {
    series: [component('REF_AREA', '330106'), component('ORIGIN', 'NEAR', 'FAR')],
    observation: [component('TIME_PERIOD', '2020', '2021')],
  };
  const measures = { observation: [{ id: 'OBS_VALUE' }] };
  return JSON.stringify({ data: { structures: [{ dimensions, measures }], dataSets } });
}

const given = ['R,330106,NEAR,2020,7', 'R,330106,NEAR,2021,8', 'R,330106,FAR,2021,9'];
const series = {
  '0:0': { observations: { '0': [7], '1': [8] } },
  '0:1': { observations: { '1': [9] } },
};
const seriesXml = `<Series REF_AREA="330106" ORIGIN="NEAR"><Obs TIME_PERIOD="2020" OBS_VALUE="7"/><Obs TIME_PERIOD="2021" OBS_VALUE="8"/></Series>
<Series REF_AREA="330106" ORIGIN="FAR"><Obs TIME_PERIOD="2021" OBS_VALUE="9"/></Series>`;

/** Values that stay, in the order of the engine: FAR before NEAR. */
const valuesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t')[4])
    .join();

describe('rows after it delete observations', () => {
  test.each([
    ['one observation', ['D,330106,NEAR,2020,'], '9,8'],
    ['a period in another form', ['D,330106,NEAR,2020-A1,'], '9,8'],
    ['a series', ['D,330106,NEAR,,'], '9'],
    ['a period of all series', ['D,,,2021,'], '7'],
    ['two shapes', ['D,,FAR,,', 'D,330106,NEAR,2020,'], '8'],
    ['an observation that is not there', ['D,330108,NEAR,2020,', 'D,330106,FAR,2020,'], '9,7,8'],
    ['everything, before other rows', ['D,,,,', 'A,330106,NEAR,2021,5'], '5'],
    ['an observation that follows again', ['D,330106,NEAR,2020,', 'I,330106,NEAR,2020,6'], '9,6,8'],
  ])('SDMX-CSV: %s', async (_name, rows, values) => {
    const { text, problems } = await readDataFile(csv(...given, ...rows));
    expect(problems).toEqual([]);
    expect(valuesOf(text)).toBe(values);
  });

  test.each([
    ['one observation', '<Obs REF_AREA="330106" ORIGIN="NEAR" TIME_PERIOD="2020"/>', '9,8'],
    ['a series', '<Series REF_AREA="330106" ORIGIN="NEAR"/>', '9'],
    [
      'a series, observation by observation',
      '<Series REF_AREA="330106" ORIGIN="NEAR"><Obs TIME_PERIOD="2021"/></Series>',
      '9,7',
    ],
    ['a period', '<Obs TIME_PERIOD="2021"/>', '7'],
  ])('SDMX-ML: %s', async (_name, deletion, values) => {
    const { text, problems } = await readDataFile(xml(['Replace', seriesXml], ['Delete', deletion]));
    expect(problems).toEqual([]);
    expect(valuesOf(text)).toBe(values);
  });

  test.each([
    ['one observation', { '0:0': { observations: { '0': [] } } }, '9,8'],
    ['a series', { '0:0': {} }, '9'],
    ['a series of every region', { ':0': {} }, '9'],
    ['a period of all series', { ':': { observations: { '1': [] } } }, '7'],
  ])('SDMX-JSON: %s', async (_name, deleted, values) => {
    const { text, problems } = await readDataFile(
      json({ action: 'Replace', series }, { action: 'Delete', series: deleted }),
    );
    expect(problems).toEqual([]);
    expect(valuesOf(text)).toBe(values);
  });

  test('a data set that deletes first and then gives everything is the whole', async () => {
    const message = xml(['Delete', '<Obs/>'], ['Merge', seriesXml]);
    expect(valuesOf((await readDataFile(message)).text)).toBe('9,7,8');
  });
});

test.each([
  ['all observations', csv(...given, 'D,,,,'), /deletes all of its observations/],
  ['only deletions', csv('D,330106,NEAR,2020,'), /deletes all of its observations/],
  ['only the value', csv(...given, 'D,330106,NEAR,2020,-'), /OBS_VALUE deletes only that value/],
  ['an unknown code', csv(...given, 'D,330106,NAER,2020,'), /"NAER" is no code/],
  ['an unknown region', csv(...given, 'D,33,NEAR,2020,'), /"33" is no code/],
  ['an unknown period', csv(...given, 'D,330106,NEAR,soon,'), /"soon" is not a period/],
  ['of another dataflow', `${csv(...given)}dataflow,A:C(1.0),D,330106,NEAR,2020,\n`, /A:C\(1.0\).* above/],
  [
    'only an attribute, in SDMX-ML',
    xml(['Replace', seriesXml], ['Delete', '<Obs TIME_PERIOD="2020" TITLE="x"/>']),
    /TITLE deletes only that value/,
  ],
  [
    'only the value, in SDMX-JSON',
    json(
      { action: 'Replace', series },
      { action: 'Delete', series: { '0:0': { observations: { '0': [7] } } } },
    ),
    /OBS_VALUE deletes only that value/,
  ],
  ['everything, in SDMX-ML', xml(['Replace', seriesXml], ['Delete', '']), /deletes everything/],
  [
    'everything, in SDMX-JSON',
    json({ action: 'Replace', series }, { action: 'Delete' }),
    /deletes everything/,
  ],
])('a deletion is refused: %s', async (_name, file, problem) => {
  const { text, problems } = await readDataFile(file);
  expect(problems.map((one) => one.problem).join()).toMatch(problem);
  expect(text).toBe('');
});

test('each combination of omitted dimensions is looked up for every row, so they are bounded', () => {
  const deletions = new Deletions({ frequency: 'A', time: { column: 'TIME_PERIOD' } });
  const add = (index: number) =>
    deletions.add(
      Array.from({ length: 20 }, (_, position) => (position === index ? '' : 'A')),
      '2020',
      1,
    );
  const problems = Array.from({ length: 17 }, (_, index) => add(index));
  expect(problems.slice(0, 16)).toEqual(Array.from({ length: 16 }, () => null));
  expect(problems[16]).toMatch(/more than 16 combinations/);
});

test('a deletion makes a release of which nothing deleted is left; the earlier one stays as it was', async () => {
  const loader = await openLoader({ ...sdmxManifest, file: 'visitors.csv' });
  try {
    const first = await loader.load(csv('A,330108,NEAR,2015,1', ...given));
    const second = await loader.load(csv('A,330108,NEAR,2015,1', ...given, 'D,330108,,,'));
    expect([first.problems, second.problems]).toEqual([[], []]);
    const [dataSet] = second.dataSets;
    expect(dataSet!.profile).toMatchObject({ regions: ['330106'], observationCount: 3, firstPeriod: '2020' });
    expect(second.releases.map(({ profile }) => profile.observationCount)).toEqual([4, 3]);
    const rows = await loader.engine.rows(
      'SELECT toUInt32(count()), toUInt32(min(period)) FROM coded_observation GROUP BY load ORDER BY 1',
    );
    expect(rows).toEqual([
      [3, 24_240],
      [4, 24_180],
    ]);
  } finally {
    await loader.close();
  }
});
