import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestSubgraph, type TestSubgraph } from '../test/test-subgraph.ts';

let graph: TestSubgraph;
beforeAll(async () => {
  graph = await openTestSubgraph();
});
afterAll(() => graph.close());

describe('catalogue', () => {
  test('lists the data sets by id', async () => {
    const { dataflows } = await graph.data<{
      dataflows: { totalCount: number; nodes: { id: string; agency: { id: string } }[] };
    }>('{ dataflows { totalCount nodes { id agency { id } } } }');
    expect(dataflows).toEqual({
      totalCount: 4,
      nodes: [
        { id: 'population', agency: { id: 'statistics' } },
        { id: 'travel-time', agency: { id: 'transport' } },
        { id: 'tuition-support', agency: { id: 'education' } },
        { id: 'water-consumption', agency: { id: 'statistics' } },
      ],
    });
  });

  test('describes a data set, its structure and how it protects small numbers', async () => {
    const { dataflow } = await graph.data<{ dataflow: unknown }>(`{
      dataflow(id: "tuition-support") {
        title(language: EN) lastUpdated frequency observationCount
        licence { name url } unit { code name(language: EN) } temporal { from to }
        disclosureControl { threshold }
        structure {
          id measure { id unit { code } } attributes { id }
          dimensions { id position codelist { id codes(first: 2) { totalCount nodes { id parent name(language: EN) } } } }
        }
      }
    }`);
    expect(dataflow).toEqual({
      title: 'Recipients of tuition support by district and school stage (synthetic)',
      lastUpdated: '2026-02-10T09:00:00+08:00',
      frequency: 'A',
      observationCount: 770,
      licence: {
        name: 'CC0-1.0 (synthetic data)',
        url: 'https://creativecommons.org/publicdomain/zero/1.0/',
      },
      unit: { code: 'PS', name: 'persons' },
      temporal: { from: '2015', to: '2025' },
      disclosureControl: { threshold: 10 },
      structure: {
        id: 'DSD_tuition-support',
        measure: { id: 'OBS_VALUE', unit: { code: 'PS' } },
        attributes: [{ id: 'UNIT_MEASURE' }, { id: 'OBS_STATUS' }, { id: 'CONF_STATUS' }],
        dimensions: [
          {
            id: 'REF_AREA',
            position: 1,
            codelist: {
              id: 'CL_AREA',
              codes: {
                totalCount: 14,
                nodes: [
                  { id: '330100', parent: '330000', name: 'Hangzhou' },
                  { id: '330102', parent: '330100', name: 'Shangcheng District' },
                ],
              },
            },
          },
          {
            id: 'SCHOOL_STAGE',
            position: 2,
            codelist: {
              id: 'CL_SCHOOL_STAGE',
              codes: {
                totalCount: 5,
                nodes: [
                  { id: '_T', parent: null, name: 'Total' },
                  { id: 'KINDERGARTEN', parent: '_T', name: 'Kindergarten' },
                ],
              },
            },
          },
        ],
      },
    });
  });

  test('missing objects are null', async () => {
    expect(await graph.data('{ dataflow(id: "x") { id } region(code: "999999") { code } }')).toEqual({
      dataflow: null,
      region: null,
    });
  });
});

describe('regions', () => {
  test('a district is part of its city, its province and its country', async () => {
    expect(
      await graph.data(
        '{ region(code: "330106") { name level parent { name level parent { name level parent { code name level parent { code } } } } } }',
      ),
    ).toEqual({
      region: {
        name: '西湖区',
        level: 'COUNTY',
        parent: {
          name: '杭州市',
          level: 'PREFECTURE',
          parent: {
            name: '浙江省',
            level: 'PROVINCE',
            parent: { code: 'CHN', name: '中国', level: 'COUNTRY', parent: null },
          },
        },
      },
    });
  });

  test('by level and by parent, page after page', async () => {
    const query = `query ($after: String) {
      regions(parent: "330100", level: COUNTY, first: 5, after: $after) {
        totalCount nodes { code } pageInfo { hasNextPage endCursor }
      }
    }`;
    type Page = {
      regions: {
        totalCount: number;
        nodes: { code: string }[];
        pageInfo: { hasNextPage: boolean; endCursor: string | null };
      };
    };
    const codes: string[] = [];
    let after: string | null = null;
    do {
      const { regions }: Page = await graph.data<Page>(query, { after });
      expect(regions.totalCount).toBe(13);
      codes.push(...regions.nodes.map(({ code }) => code));
      after = regions.pageInfo.hasNextPage ? regions.pageInfo.endCursor : null;
    } while (after !== null);
    expect(codes).toHaveLength(13);
    expect(codes).toEqual(codes.toSorted());
    expect(new Set(codes).size).toBe(13);
  });

  test('returns the Chinese name if there is no translation', async () => {
    expect(await graph.data('{ region(code: "110101") { name(language: EN) } }')).toEqual({
      region: { name: '东城区' },
    });
  });
});

describe('entities', () => {
  test('regions, agencies and data sets are resolved for other subgraphs', async () => {
    const representations = [
      { __typename: 'Region', code: '330100' },
      { __typename: 'Agency', id: 'education' },
      { __typename: 'Dataflow', id: 'population' },
      { __typename: 'Region', code: 'nowhere' },
      { __typename: 'Agency', id: 'civil-affairs' },
    ];
    const query = `query ($representations: [_Any!]!) {
      _entities(representations: $representations) {
        ... on Region { code name }
        ... on Agency { dataflows { nodes { id } } }
        ... on Dataflow { frequency }
      }
    }`;
    expect(await graph.data(query, { representations })).toEqual({
      _entities: [
        { code: '330100', name: '杭州市' },
        { dataflows: { nodes: [{ id: 'tuition-support' }] } },
        { frequency: 'A' },
        null,
        { dataflows: { nodes: [] } },
      ],
    });
  });
});
