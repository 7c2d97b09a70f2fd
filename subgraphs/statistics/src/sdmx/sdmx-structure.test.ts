import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mediaTypes, sdmxClient } from '../../test/sdmx.ts';
import { openTestSubgraph, type TestSubgraph } from '../../test/test-subgraph.ts';

let graph: TestSubgraph;
beforeAll(async () => {
  graph = await openTestSubgraph();
});
afterAll(() => graph.close());
const get = sdmxClient(() => graph);

interface Artefact {
  readonly id: string;
  readonly agencyID: string;
  readonly [field: string]: unknown;
}

async function structures(path: string): Promise<Record<string, readonly Artefact[]>> {
  const answer = await get(`structure/${path}`);
  expect(answer.statusCode, answer.body.slice(0, 300)).toBe(200);
  return answer.json<{ data: Record<string, readonly Artefact[]> }>().data;
}

/** Ids of each collection. */
function ids(data: Record<string, readonly Artefact[]>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(data).map(([name, those]) => [name, those.map(({ id }) => id)]));
}

describe('structure queries', () => {
  test('list the dataflows of all agencies', async () => {
    const { dataflows } = await structures('dataflow');
    const { headers } = await get('structure/dataflow');
    expect(headers['content-type']).toBe('application/vnd.sdmx.structure+json;version=2.0.0');
    expect(dataflows?.map(({ agencyID, id }) => `${agencyID}:${id}`)).toEqual([
      'statistics:population',
      'transport:travel-time',
      'education:tuition-support',
      'statistics:water-consumption',
    ]);
  });

  const attributeLists = ['CL_FREQ', 'CL_UNIT_MEASURE', 'CL_OBS_STATUS', 'CL_CONF_STATUS'];

  test.each([
    ['children', { dataflows: ['population'], dataStructures: ['DSD_population'] }],
    [
      'descendants',
      {
        dataflows: ['population'],
        dataStructures: ['DSD_population'],
        conceptSchemes: ['CS_population'],
        codelists: ['CL_AREA', 'CL_AGE', ...attributeLists],
      },
    ],
    ['codelist', { dataflows: ['population'], codelists: ['CL_AREA', 'CL_AGE', ...attributeLists] }],
    ['parents', { dataflows: ['population'] }],
  ])('of a dataflow with references=%s', async (references, expected) => {
    const found = ids(await structures(`dataflow/statistics/population/1.0.0?references=${references}`));
    for (const list of [found, expected] as Record<string, string[]>[]) list.codelists?.sort();
    expect(found).toEqual(expected);
  });

  test('a repeated reference counts once', async () => {
    const once = await structures('dataflow/statistics/population?references=all');
    expect(await structures(`dataflow/statistics/population?references=${'all,'.repeat(50)}all`)).toEqual(
      once,
    );
  });

  test('a codelist of an agency has the codes of all its data sets', async () => {
    const { codelists } = await structures('codelist/statistics/CL_AREA');
    expect(codelists).toHaveLength(1);
    const codes = codelists?.[0]?.codes as { id: string; parent?: string }[];
    expect(codes.length).toBeGreaterThan(20);
    expect(codes.find(({ id }) => id === '330106')).toMatchObject({ id: '330106', parent: '330100' });
  });

  test('an item comes with its parents', async () => {
    const { codelists } = await structures('codelist/education/CL_SCHOOL_STAGE/+/PRIMARY');
    expect(codelists?.[0]).toMatchObject({
      isPartial: true,
      codes: [{ id: '_T' }, { id: 'PRIMARY', parent: '_T' }],
    });
  });

  test('stubs have names only', async () => {
    const { dataStructures } = await structures('datastructure?detail=allstubs');
    expect(dataStructures).toHaveLength(4);
    for (const one of dataStructures ?? []) {
      expect(one).toMatchObject({ isExternalReference: true, name: expect.any(String) });
      expect(one).not.toHaveProperty('dataStructureComponents');
    }
  });

  test('the agency scheme names the agencies that publish', async () => {
    const { agencySchemes } = await structures('agencyscheme/SDMX/AGENCIES/1.0');
    expect((agencySchemes![0]!.agencies as Artefact[]).map(({ id }) => id)).toEqual([
      'education',
      'statistics',
      'transport',
    ]);
  });

  test.each(['1.0.0', '+', '~', '*', '1.+.0', '1.0+.0', '0+.5.0', '2.0.0,1.0.0'])(
    'version %s is served',
    async (version) => {
      expect(ids(await structures(`dataflow/*/population/${version}`)).dataflows).toEqual(['population']);
    },
  );

  test('SDMX-ML has the same artefacts in both languages', async () => {
    const answer = await get('structure/dataflow/statistics/population?references=descendants', {
      accept: mediaTypes.structureXml,
    });
    expect(answer.headers['content-type']).toBe(mediaTypes.structureXml);
    const json = await structures('dataflow/statistics/population?references=descendants');
    for (const { id, agencyID } of Object.values(json).flat()) {
      expect(answer.body).toContain(`agencyID="${agencyID}" id="${id}" version="1.0.0"`);
    }
    expect(answer.body).toContain('<com:Name xml:lang="en">Xihu District</com:Name>');
    expect(answer.body).toContain('<com:Name xml:lang="zh">西湖区</com:Name>');
  });
});

describe('availability', () => {
  test('names the values that occur, and how many series and observations there are', async () => {
    const answer = await get(
      'availability/dataflow/statistics/population/1.0.0/330106.*?c[TIME_PERIOD]=ge:2024',
    );
    const [constraint] = answer.json<{ data: { dataConstraints: Artefact[] } }>().data.dataConstraints;
    expect(constraint).toMatchObject({
      role: 'Actual',
      annotations: [
        { id: 'obs_count', title: '14' },
        { id: 'series_count', title: '7' },
      ],
    });
    const [region] = constraint!.cubeRegions as {
      keyValues: { id: string; values: { value: string }[] }[];
    }[];
    expect(region?.keyValues.map(({ id, values }) => [id, values.map(({ value }) => value)])).toEqual([
      ['REF_AREA', ['330106']],
      ['AGE', expect.arrayContaining(['_T', 'Y0T5'])],
      ['TIME_PERIOD', ['2024', '2025']],
    ]);
  });

  test('of one dimension', async () => {
    const { body } = await get('availability/dataflow/statistics/population/1.0.0/*/TIME_PERIOD', {
      accept: mediaTypes.structureXml,
    });
    expect(body).toContain('<str:KeyValue id="TIME_PERIOD"><str:Value>2015</str:Value>');
    expect(body).not.toContain('<str:KeyValue id="AGE">');
  });
});

describe('errors', () => {
  test.each([
    ['nothing', 400, 140],
    ['structure/cube', 400, 140],
    ['structure/dataflow/statistics/weather', 404, 100],
    ['structure/categoryscheme', 404, 100],
    ['structure/dataflow/*/*/1.x', 400, 140],
    ['structure/dataflow?detail=some', 400, 140],
    ['data/dataflow/statistics/weather', 404, 100],
    ['data/dataflow/statistics', 501, 501],
    ['data/provisionagreement/statistics/population', 501, 501],
    ['data/cube/statistics/population', 400, 140],
    ['data/dataflow/statistics/population/1.0.0/330106.a.b.c', 422, 150],
    ['data/dataflow/statistics/population?c[SEX]=M', 422, 150],
    ['data/dataflow/statistics/population?c[AGE]=', 400, 140],
    ['data/dataflow/statistics/population?c[AGE]=xx:Y0T5', 400, 140],
    ['data/dataflow/statistics/population?c[AGE]=A&c[AGE]=B', 400, 140],
    ['data/dataflow/statistics/population?c[AGE]=%ff', 400, 140],
    ["data/dataflow/statistics/population?c[AGE]=') OR 1=1 --", 404, 100],
    ['data/dataflow/statistics/population?c[TIME_PERIOD]=yesterday', 400, 140],
    ['data/dataflow/statistics/population?c[OBS_VALUE]=gt:1e999', 400, 140],
    ["data/dataflow/statistics/population?c[OBS_VALUE]=1') OR ('1", 400, 140],
    ['data/dataflow/statistics/population?limit=0', 400, 140],
    ['data/dataflow/statistics/population?limit=-1', 400, 140],
    ['data/dataflow/statistics/population?format=pdf', 406, 406],
    ['data/dataflow/statistics/population?detail=full', 400, 140],
    ['data/dataflow/statistics/population?includeHistory=true', 501, 501],
    ['data/dataflow/statistics/population?dimensionAtObservation=SEX', 422, 150],
    ['data/dataflow/statistics/population?attributes=TITLE', 422, 150],
    ['data/dataflow/statistics/population?updatedAfter=2099-01-01T00:00:00Z', 404, 100],
    ['data/dataflow/statistics/population?updatedAfter=soon', 400, 140],
    ['metadata/metadataflow/*/*/*', 501, 501],
    [`structure/dataflow?references=${'all,'.repeat(3000)}all`, 400, 140],
    [
      'structure/dataflow?references=all,children,parents,codelist,dataflow,descendants,ancestors,none,datastructure',
      ...[400, 140],
    ],
    [`structure/dataflow/*/*/${'1.0.0,'.repeat(100)}1.0.0`, 400, 140],
    [`structure/dataflow/${'statistics,'.repeat(100)}statistics`, 400, 140],
    [`data/dataflow/statistics/population?attributes=${'all,'.repeat(100)}all`, 400, 140],
  ])('%s: %i with SDMX code %i', async (path, status, code) => {
    const answer = await get(path);
    expect([answer.statusCode, answer.json()]).toMatchObject([status, { errors: [{ code }] }]);
    expect(answer.json<{ errors: { detail: string }[] }>().errors[0]?.detail).not.toBe('');
    expect(answer.headers.etag).toBeUndefined();
  });

  test('are SDMX-ML for a client of SDMX-ML, with a hostile text escaped', async () => {
    const answer = await get('data/dataflow/statistics/population?c[AGE]=<script>:1', {
      accept: mediaTypes.xml,
    });
    expect(answer.body).not.toContain('<script>');
    const unknown = await get('structure/%3Cb%3E', { accept: mediaTypes.structureXml });
    expect(unknown.statusCode).toBe(400);
    expect(unknown.body).toContain('<mes:ErrorMessage code="140">');
    expect(unknown.body).toContain('&lt;b&gt;');
  });

  test('nothing but GET and HEAD', async () => {
    const url = '/sdmx/3.0/structure/dataflow';
    for (const method of ['POST', 'PUT', 'DELETE'] as const) {
      expect((await graph.subgraph.inject({ method, url })).statusCode).toBe(404);
    }
    expect((await graph.subgraph.inject({ method: 'HEAD', url })).statusCode).toBe(200);
  });
});

describe('caching', () => {
  test('a client that has the answer gets 304', async () => {
    const path = 'data/dataflow/statistics/population/1.0.0/330106.*';
    const first = await get(path);
    const { etag, 'last-modified': modified } = first.headers as Record<string, string>;
    expect(first.headers).toMatchObject({
      'cache-control': 'public, max-age=300',
      vary: 'accept, accept-language',
    });
    expect((await get(path, { 'if-none-match': etag! })).statusCode).toBe(304);
    expect((await get(path, { 'if-modified-since': modified! })).statusCode).toBe(304);
    expect((await get(path, { 'if-none-match': etag!, accept: mediaTypes.csv })).statusCode).toBe(200);
    expect((await get(path, { 'if-none-match': etag!, 'accept-language': 'en' })).statusCode).toBe(200);
    expect((await get(`${path}?limit=1`, { 'if-none-match': etag! })).statusCode).toBe(200);
  });
});

describe('content negotiation', () => {
  test.each([
    [undefined, 'application/vnd.sdmx.data+json;version=2.0.0'],
    ['*/*', 'application/vnd.sdmx.data+json;version=2.0.0'],
    ['text/html, application/xml;q=0.5, text/csv;q=0.9', 'text/csv'],
    ['application/vnd.sdmx.data+json;version=2.1.0', 'application/vnd.sdmx.data+json;version=2.0.0'],
    ['application/vnd.sdmx.data+json;version=1.0.0', undefined],
    ['application/vnd.sdmx.data+xml;version=3.0.0', 'application/vnd.sdmx.data+xml;version=3.0.0'],
    ['application/vnd.sdmx.data+xml;version=2.1', undefined],
    ['image/png', undefined],
  ])('Accept: %s gives %s', async (accept, expected) => {
    const answer = await get(
      'data/dataflow/statistics/population/1.0.0/330106.*',
      accept === undefined ? {} : { accept },
    );
    expect(answer.statusCode).toBe(expected === undefined ? 406 : 200);
    if (expected !== undefined) expect(answer.headers['content-type']).toBe(expected);
  });
});
