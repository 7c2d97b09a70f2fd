import { describe, expect, test } from 'vitest';
import { readDataFile, sdmxManifest } from '../../../test/read-data-file.ts';

const schemas = 'http://www.sdmx.org/resources/sdmxml/schemas/v3_0';
const dataflow = 'urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=A:B(1.0.0)';
const namespaces = `xmlns:m="${schemas}/message" xmlns:c="${schemas}/common" xmlns:s="${schemas}/data/structurespecific"`;

function xml(dataSets: string, prolog = '<?xml version="1.0" encoding="UTF-8"?>'): string {
  return `${prolog}
<m:StructureSpecificData ${namespaces}>
<m:Header><m:ID>1</m:ID><m:Structure structureID="S1" namespace="x"><c:StructureUsage>${dataflow}</c:StructureUsage></m:Structure>
<m:DataSetAction>Information</m:DataSetAction></m:Header>
${dataSets}
</m:StructureSpecificData>`;
}

const series = '<Series REF_AREA="330106" ORIGIN="NEAR">';
const inDataSet = (content: string, more = '') =>
  xml(`<m:DataSet s:structureRef="S1" ${more}>${content}</m:DataSet>`);
const given = '<Obs TIME_PERIOD="2021" OBS_VALUE="7"/>';
const givenRow = 'l\t0\t1\t24252\t7\tA\n';
const twoRows = 'l\t0\t1\t24240\t7\tA\nl\t0\t1\t24252\t8\tP\n';

describe('SDMX-ML 3.0', () => {
  test.each([
    [
      'series',
      inDataSet(
        `${series}<Obs TIME_PERIOD="2020" OBS_VALUE="7"/><Obs TIME_PERIOD="2021" OBS_VALUE="8" OBS_STATUS="P"/></Series>`,
      ),
    ],
    [
      'flat, with a dimension of the data set, comments and entities of XML',
      inDataSet(
        `<!-- two --><Obs ORIGIN="NEAR" TIME_PERIOD="2020" OBS_VALUE="7" NOTE="a &amp; &#98;"/><Obs ORIGIN="NEAR" TIME_PERIOD="2021" OBS_VALUE="8" OBS_STATUS="P"/>`,
        'REF_AREA="330106"',
      ),
    ],
    [
      'values as elements',
      inDataSet(
        `${series}<Comp id="TITLE"><Value>one</Value><Value>two</Value></Comp>
        <Obs TIME_PERIOD="2020"><Comp id="OBS_VALUE"><Value>7</Value></Comp></Obs>
        <Obs TIME_PERIOD="2021" OBS_VALUE="8"><Comp id="OBS_STATUS"><Value>P</Value></Comp></Obs></Series>`,
      ),
    ],
    [
      'two data sets of one structure',
      xml(
        `<m:DataSet s:structureRef="S1">${series}<Obs TIME_PERIOD="2020" OBS_VALUE="7"/></Series></m:DataSet>
        <m:DataSet s:structureRef="S1">${series}<Obs TIME_PERIOD="2021" OBS_VALUE="8" OBS_STATUS="P"/></Series></m:DataSet>`,
      ),
    ],
  ])('%s', async (_name, message) => {
    expect(await readDataFile(message)).toEqual({ text: twoRows, problems: [] });
  });

  test('an observation without a value is missing, and the line of a problem is that of its observation', async () => {
    const missing = await readDataFile(inDataSet(`${series}<Obs TIME_PERIOD="2020"/>${given}</Series>`));
    expect(missing.text).toBe(`l\t0\t1\t24240\t\\N\tO\n${givenRow}`);
    const wrong = await readDataFile(
      inDataSet(`${series}\n<Obs TIME_PERIOD="2020" OBS_VALUE="x"/></Series>`),
    );
    expect(wrong.problems).toMatchObject([{ line: 6, column: 'OBS_VALUE' }]);
  });

  test('of several statuses, as in ECB_EXR_CA.xml of SDMX-ML, the most important one is served', async () => {
    const observation = (year: number, ...statuses: readonly string[]) =>
      `<Obs TIME_PERIOD="${year}" OBS_VALUE="7"><Comp id="OBS_STATUS">${statuses
        .map((status) => `<Value>${status}</Value>`)
        .join('')}</Comp></Obs>`;
    const message = inDataSet(
      `${series}${observation(2020, 'A', 'F')}${observation(2021, 'J', 'U', 'N')}</Series>`,
    );
    expect(await readDataFile(message)).toEqual({
      text: 'l\t0\t1\t24240\t7\tF\nl\t0\t1\t24252\t7\tJ\n',
      problems: [],
    });
  });

  test.each(['constructor', '__proto__'])('a component may be called %s', async (column) => {
    const measure = { ...sdmxManifest.measure, column };
    const manifest = { ...sdmxManifest, measure };
    for (const observation of [
      `<Obs TIME_PERIOD="2021" ${column}="7"/>`,
      `<Obs TIME_PERIOD="2021"><Comp id="${column}"><Value>7</Value></Comp></Obs>`,
    ]) {
      const message = inDataSet(`${series}<Obs TIME_PERIOD="2020"/>${observation}</Series>`);
      const { text } = await readDataFile(message, manifest);
      expect(text).toBe(`l\t0\t1\t24240\t\\N\tO\n${givenRow}`);
    }
  });

  test('a measure that no observation has is refused, so that a misspelt one does not lose all values', async () => {
    const manifest = { ...sdmxManifest, measure: { ...sdmxManifest.measure, column: 'OBS_VALEU' } };
    const { text, problems } = await readDataFile(inDataSet(`${series}${given}</Series>`), manifest);
    expect(problems).toMatchObject([{ problem: expect.stringContaining('no observation has OBS_VALEU') }]);
    expect(text).toBe('');
  });

  const depth = `${'<a>'.repeat(40)}${'</a>'.repeat(40)}`;
  const laughs = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`;
  test.each([
    ['a document type', xml('', laughs), /DOCTYPE/],
    ['an entity', inDataSet('<Obs TIME_PERIOD="&b;"/>'), /not XML/],
    ['a broken element', inDataSet('<Series>'), /not XML/],
    ['an end that is missing', inDataSet('').slice(0, -30), /not XML/],
    ['elements nested too deep', inDataSet(depth), /nested more than/],
    ['a long attribute', inDataSet(`<Obs NOTE="${'x'.repeat(1_200_000)}"/>`), /more than 1048576 characters/],
    ['a long text', inDataSet(`<a>${'x'.repeat(1_200_000)}</a>`), /more than 1048576 characters/],
    ['a long comment', inDataSet(`<!--${'x'.repeat(1_200_000)}-->`), /more than 1048576 characters/],
    ['another message', `<m:GenericData ${namespaces}/>`, /GenericData; write StructureSpecificData/],
    ['another namespace', '<StructureSpecificData/>', /not an SDMX-ML 3.0/],
    [
      'several values',
      inDataSet(
        `${series}<Obs TIME_PERIOD="2020"><Comp id="OBS_VALUE"><Value>7</Value><Value>8</Value></Comp></Obs></Series>`,
      ),
      /OBS_VALUE has 2 values/,
    ],
    ['a status of a group', inDataSet('<Group REF_AREA="330106" OBS_STATUS="P"/>'), /attached to a group/],
  ])('%s is refused', async (_name, message, problem) => {
    const { text, problems } = await readDataFile(message);
    expect(problems.map((one) => one.problem).join()).toMatch(problem);
    expect(text).toBe('');
  });

  test('a second dataflow is refused', async () => {
    const observation = `${series}<Obs TIME_PERIOD="2020" OBS_VALUE="7"/></Series>`;
    const second = `<m:DataSet s:structureRef="S2">${observation.replace('2020', '2021')}</m:DataSet>`;
    const two = await readDataFile(xml(`<m:DataSet s:structureRef="S1">${observation}</m:DataSet>${second}`));
    expect(two.problems).toMatchObject([{ column: 'STRUCTURE_ID' }]);
  });
});

const dimension = (id: string, ...codes: string[]) => ({ id, values: codes.map((code) => ({ id: code })) });
const structure = {
  links: [{ rel: 'dataflow', urn: dataflow }],
  dimensions: {
    dataSet: [dimension('REF_AREA', '330106')],
    series: [dimension('ORIGIN', 'FAR', 'NEAR')],
    observation: [dimension('TIME_PERIOD', '2021', '2020')],
  },
  measures: { observation: [{ id: 'OBS_VALUE' }] },
  attributes: {
    observation: [{ id: 'NOTE' }, { id: 'OBS_STATUS', values: [null, { id: 'P' }, { id: 'A' }] }],
  },
};
const dataSet = { structure: 0, action: 'Information' };
const bySeries = {
  ...dataSet,
  series: { '1': { observations: { '1': [7, null, 0], '0': [8, 'a note', 1] } } },
};
/** The structure with positions of the dimension of its series and of the time. */
function atPositions(series: number, time: number) {
  const { dimensions } = structure;
  const placed = (list: readonly object[], keyPosition: number) =>
    list.map((one) => ({ ...one, keyPosition }));
  return {
    ...structure,
    dimensions: {
      dataSet: placed(dimensions.dataSet, 0),
      series: placed(dimensions.series, series),
      observation: placed(dimensions.observation, time),
    },
  };
}
/** The observations of the series, by keys with the dimension of the series. */
const inSeries = { '1:1': [7, null, 0], '1:0': [8, 'a note', 1] };
const flat = {
  ...structure,
  dimensions: {
    observation: [
      dimension('REF_AREA', '330106'),
      dimension('ORIGIN', 'NEAR'),
      dimension('TIME_PERIOD', '2020', '2021'),
    ],
  },
};

describe('SDMX-JSON 2', () => {
  test.each([
    ['series', { data: { structures: [structure], dataSets: [bySeries] } }],
    ['data sets before their structure', { data: { dataSets: [bySeries], structures: [structure] } }],
    [
      'flat',
      {
        data: {
          structures: [flat],
          dataSets: [{ ...dataSet, observations: { '0:0:0': ['7'], '0:0:1': [8, null, [2, 1]] } }],
        },
      },
    ],
    [
      'flat, of a structure that also describes series',
      { data: { structures: [atPositions(1, 2)], dataSets: [{ ...dataSet, observations: inSeries }] } },
    ],
    [
      'without measures, as of SDMX 2.1',
      { data: { structures: [{ ...structure, measures: undefined }], dataSets: [bySeries] } },
    ],
  ])('%s', async (_name, message) => {
    const { text, problems } = await readDataFile(JSON.stringify(message));
    expect(problems).toEqual([]);
    expect(text.split('\n').sort()).toEqual(twoRows.split('\n').sort());
  });

  test('a number that a double would round is refused', async () => {
    const message = JSON.stringify({ data: { structures: [structure], dataSets: [bySeries] } });
    const { problems } = await readDataFile(message.replace('[7,', '[9007199254740993,'));
    expect(problems).toMatchObject([{ column: 'OBS_VALUE' }]);
    expect(problems[0]?.problem).toMatch(/rounded/);
  });

  const observed = (observations: object, more: object = {}) =>
    JSON.stringify({
      data: { structures: [flat], dataSets: [{ ...dataSet, ...more, observations }] },
    });
  test.each([
    ['broken JSON', '{"data": [}', /not JSON/],
    ['an end that is missing', observed({}).slice(0, -5), /not JSON/],
    ['an end that is not the end', `${observed({})} {}`, /state ENDED/],
    ['no structures', '{"data":{"dataSets":[]}}', /data.structures/],
    ['SDMX-JSON 1', '{"data":{"structure":{},"dataSets":[]}}', /SDMX-JSON 1/],
    [
      'a key that is too short',
      observed({ '0:0': [7] }),
      /"0:0" does not have one position for each .*: REF_AREA, ORIGIN, TIME_PERIOD/,
    ],
    [
      'a flat key whose order is unclear',
      JSON.stringify({
        data: { structures: [atPositions(2, 1)], dataSets: [{ ...dataSet, observations: inSeries }] },
      }),
      /"1:1" does not have one position for each .*: TIME_PERIOD/,
    ],
    ['a key with an empty position', observed({ '0::0': [7] }), /ORIGIN has no value/],
    ['a position without a value', observed({ '0:0:9': [7] }), /position 9/],
    ['several values', observed({ '0:0:0': [[7, 8]] }), /OBS_VALUE has 2 values/],
    ['an object as a position', observed({ '0:0:0': [7, null, { toString: '1' }] }), /at position object/],
    ['an object as a value', observed({ '0:0:0': [{ en: '7' }] }), /neither a text/],
    ['a long part', observed({ '0:0:0': ['7'.repeat(17_000_000)] }), /more than 16777216 characters/],
    ['arrays nested too deep', `{"data":${'['.repeat(1_000)}`, /nested more than/],
  ])('%s is refused', async (_name, message, problem) => {
    const { text, problems } = await readDataFile(message);
    expect(problems.map((one) => one.problem).join()).toMatch(problem);
    expect(text).toBe('');
  });
});
