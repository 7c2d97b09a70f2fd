import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dataSetFolder, validManifest } from '../../test/data-set-folder.ts';
import { readManifest } from './read-manifest.ts';

const urn = (kind: string, reference: string) => `urn:sdmx:org.sdmx.infomodel.${kind}=${reference}`;
const concept = (id: string) => urn('conceptscheme.Concept', `A:CS(1.0).${id}`);
const enumeration = urn('codelist.Codelist', 'A:CL_ORIGIN(1.0+)');

const json = {
  data: {
    codelists: [
      {
        ...{ id: 'CL_ORIGIN', agencyID: 'A', version: '1.0', names: { 'zh-Hans': '来源', en: 'Origins' } },
        codes: [
          { id: 'NEAR', names: { zh: '近', en: 'Near' }, parent: '_T' },
          { id: 'FAR', name: 'Far', parent: '_T' },
          { id: '_T', names: { fr: 'Total' } },
        ],
      },
    ],
    conceptSchemes: [
      {
        ...{ id: 'CS', agencyID: 'A', version: '1.0' },
        concepts: [
          { id: 'REF_AREA', names: { zh: '地区', en: 'Region' } },
          { id: 'ORIGIN', names: { en: 'Origin' }, coreRepresentation: { enumeration } },
          { id: 'OBS_VALUE', names: { zh: '人数', en: 'Visitors' } },
        ],
      },
    ],
    dataStructures: [
      {
        ...{ id: 'DSD', agencyID: 'A', version: '1.0', name: 'Visitors' },
        dataStructureComponents: {
          dimensionList: {
            dimensions: ['FREQ', 'REF_AREA', 'ORIGIN'].map((id) => ({ id, conceptIdentity: concept(id) })),
            timeDimension: { id: 'TIME_PERIOD' },
          },
          measureList: { measures: [{ id: 'OBS_VALUE', conceptIdentity: concept('OBS_VALUE') }] },
        },
      },
    ],
  },
};

const schemas = 'http://www.sdmx.org/resources/sdmxml/schemas/v3_0';
const name = (texts: Record<string, string>) =>
  Object.entries(texts)
    .map(([language, text]) => `<c:Name xml:lang="${language}">${text}</c:Name>`)
    .join('');
const dimensionXml = (id: string) =>
  `<s:Dimension id="${id}"><s:ConceptIdentity>${concept(id)}</s:ConceptIdentity></s:Dimension>`;
const xml = `<?xml version="1.0"?>
<m:Structure xmlns:m="${schemas}/message" xmlns:s="${schemas}/structure" xmlns:c="${schemas}/common"><m:Structures>
<s:Codelists><s:Codelist id="CL_ORIGIN" agencyID="A" version="1.0">${name({ 'zh-CN': '来源', 'en-GB': 'Origins' })}
<s:Code id="NEAR">${name({ zh: '近', en: 'Near' })}<s:Parent>_T</s:Parent></s:Code>
<s:Code id="FAR">${name({ en: 'Far' })}<s:Parent>_T</s:Parent></s:Code>
<s:Code id="_T">${name({ fr: 'Total' })}</s:Code></s:Codelist></s:Codelists>
<s:ConceptSchemes><s:ConceptScheme id="CS" agencyID="A" version="1.0">${name({ en: 'Concepts' })}
<s:Concept id="REF_AREA">${name({ zh: '地区', en: 'Region' })}</s:Concept>
<s:Concept id="ORIGIN">${name({ en: 'Origin' })}<s:CoreRepresentation><s:Enumeration>${enumeration}</s:Enumeration></s:CoreRepresentation></s:Concept>
<s:Concept id="OBS_VALUE">${name({ zh: '人数', en: 'Visitors' })}</s:Concept></s:ConceptScheme></s:ConceptSchemes>
<s:DataStructures><s:DataStructure id="DSD" agencyID="A" version="1.0">${name({ en: 'Visitors' })}<s:DataStructureComponents>
<s:DimensionList>${['FREQ', 'REF_AREA', 'ORIGIN'].map(dimensionXml).join('')}<s:TimeDimension id="TIME_PERIOD"/></s:DimensionList>
<s:MeasureList><s:Measure id="OBS_VALUE"><s:ConceptIdentity>${concept('OBS_VALUE')}</s:ConceptIdentity></s:Measure></s:MeasureList>
</s:DataStructureComponents></s:DataStructure></s:DataStructures></m:Structures></m:Structure>`;

const { dimensions: _, time: __, ...described } = validManifest;
const manifest = {
  ...described,
  measure: { unit: validManifest.measure.unit },
  dimensions: [{ id: 'REF_AREA', region: {} }, { id: 'ORIGIN' }],
};

async function read(structure: string | object, fields: object) {
  const files = await dataSetFolder({ structure });
  try {
    const text = JSON.stringify({ ...fields, structure: { files: ['structure'] } });
    return await readManifest(text, join(files.folder, 'manifest.json'));
  } finally {
    await files.remove();
  }
}

test.each([
  ['SDMX-JSON 2', json],
  ['SDMX-ML 3.0', xml],
])('a structure message in %s describes dimensions, codes and columns', async (_name, message) => {
  const found = await read(message, manifest);
  expect(found).toMatchObject({
    ok: true,
    value: {
      dimensions: [
        { id: 'REF_AREA', column: 'REF_AREA', name: { zh: '地区', en: 'Region' }, region: {} },
        {
          ...{ id: 'ORIGIN', column: 'ORIGIN', name: { zh: 'Origin', en: 'Origin' } },
          codelist: {
            ...{ id: 'CL_ORIGIN', name: { zh: '来源', en: 'Origins' } },
            // The total is before its parts, and a missing translation is replaced.
            codes: [
              { code: '_T', name: { zh: 'Total', en: 'Total' } },
              { code: 'NEAR', name: { zh: '近', en: 'Near' }, parent: '_T' },
              { code: 'FAR', name: { zh: 'Far', en: 'Far' }, parent: '_T' },
            ],
          },
        },
      ],
      time: { column: 'TIME_PERIOD' },
      measure: { column: 'OBS_VALUE', name: { zh: '人数', en: 'Visitors' } },
    },
  });
  expect(found).not.toHaveProperty('value.structure');
});

test('without dimensions in the manifest, all of the structure are used, except the frequency', async () => {
  const { dimensions: _dimensions, ...without } = manifest;
  const found = await read(json, without);
  // Regions have no codelist in this message.
  expect(found).toMatchObject({ ok: false, problems: [{ column: 'structure' }] });
  const codelist = { enumeration: urn('codelist.Codelist', 'A:CL_ORIGIN(1.0)') };
  const concepts = json.data.conceptSchemes[0]!.concepts.map((one) => ({
    ...one,
    coreRepresentation: codelist,
  }));
  const whole = { data: { ...json.data, conceptSchemes: [{ ...json.data.conceptSchemes[0], concepts }] } };
  expect(await read(whole, without)).toMatchObject({
    value: { dimensions: [{ id: 'REF_AREA' }, { id: 'ORIGIN' }] },
  });
});

test.each([
  ['no JSON', '{"data":', /not JSON/],
  ['other JSON', { data: { codelists: [{}] } }, /codelists.0/],
  ['another XML', '<a/>', /not an SDMX-ML 3.0 structure message/],
  ['a document type', '<!DOCTYPE a><a/>', /DOCTYPE/],
  [
    'a code below itself',
    {
      data: {
        ...json.data,
        codelists: [
          {
            ...json.data.codelists[0],
            codes: [
              { id: 'NEAR', parent: 'FAR' },
              { id: 'FAR', parent: 'NEAR' },
            ],
          },
        ],
      },
    },
    /no code before it/,
  ],
  ['no structure', { data: {} }, /name one data structure/],
  [
    'a dimension outside a data structure',
    `<m:Structure xmlns:m="${schemas}/message"><DimensionList><Dimension id="A"/><TimeDimension id="T"/></DimensionList></m:Structure>`,
    /name one data structure/,
  ],
])('%s is refused', async (_name, message, problem) => {
  const found = await read(message, manifest);
  expect(JSON.stringify(found)).toMatch(problem);
  expect(found.ok).toBe(false);
});

test('a missing message is refused, and so is a reference of another form', async () => {
  const missing = await readManifest(
    JSON.stringify({ ...manifest, structure: { files: ['none'] } }),
    '/tmp/m',
  );
  expect(missing).toMatchObject({ ok: false, problems: [{ file: '/tmp/none' }] });
  const other = await readManifest(JSON.stringify({ ...manifest, structure: 'dsd.xml' }), '/tmp/m');
  expect(other).toMatchObject({ ok: false, problems: [{ column: 'structure' }] });
});

test('a structure is copied into a manifest only within its limits', async () => {
  const list = {
    ...json.data.codelists[0],
    codes: Array.from({ length: 40_000 }, (_, index) => ({ id: `A${index}` })),
  };
  const many = (count: number) => {
    const dimensions = Array.from({ length: count }, (_, index) => ({
      ...{ id: `D${index}`, conceptIdentity: concept('ORIGIN'), localRepresentation: { enumeration } },
    }));
    const components = { dimensionList: { dimensions } };
    const [structure] = json.data.dataStructures;
    const dataStructures = [{ ...structure, dataStructureComponents: components }];
    return { data: { ...json.data, codelists: [list], dataStructures } };
  };
  const { dimensions: _dimensions, ...without } = manifest;
  expect(await read(many(17), without)).toMatchObject({
    problems: [{ problem: expect.stringMatching(/at most 16/) }],
  });
  const codes = await read(many(16), without);
  expect(JSON.stringify(codes)).toMatch(/more than 300000 codes/);
});

test('a reference with many parentheses is read in linear time', async () => {
  const reference = '('.repeat(200_000);
  const conceptSchemes = [
    {
      ...json.data.conceptSchemes[0],
      concepts: [{ id: 'ORIGIN', coreRepresentation: { enumeration: reference } }],
    },
  ];
  const found = JSON.stringify(await read({ data: { ...json.data, conceptSchemes } }, manifest));
  expect(found).toMatch(/ORIGIN: no codelist \(\(\(/);
  expect(found.length).toBeLessThan(2_000);
});
