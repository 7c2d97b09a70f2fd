import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mediaTypes, sdmxClient } from '../../test/sdmx.ts';
import { openTestSubgraph, type TestSubgraph } from '../../test/test-subgraph.ts';

let graph: TestSubgraph;
beforeAll(async () => {
  graph = await openTestSubgraph();
});
afterAll(() => graph.close());
const get = sdmxClient(() => graph);

/** Records of an answer in SDMX-CSV, without the header. */
async function records(path: string, headers = {}): Promise<string[][]> {
  const answer = await get(path, { accept: mediaTypes.csv, ...headers });
  expect(answer.statusCode, answer.body.slice(0, 300)).toBe(200);
  return answer.body
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(','));
}

const population = 'data/dataflow/statistics/population/1.0.0';

describe('SDMX-CSV', () => {
  test('holds a series as in the graph', async () => {
    const rows = await records(`${population}/330106.Y6T14?c[TIME_PERIOD]=ge:2020+le:2023`);
    const { region } = await graph.data<{
      region: { indicator: { series: { observations: { timePeriod: string; value: number }[] }[] } };
    }>(
      `{ region(code: "330106") { indicator(dataflow: "population", from: "2020", to: "2023",
        key: [{ dimension: "AGE", codes: ["Y6T14"] }]) { series { observations { timePeriod value } } } } }`,
    );
    expect(rows).toHaveLength(4);
    expect(rows.map(([, , , , , timePeriod, value]) => ({ timePeriod, value: Number(value) }))).toEqual(
      region.indicator.series[0]?.observations,
    );
    const head = ['dataflow', 'statistics:population(1.0.0)', 'I', '330106', 'Y6T14', '2020'];
    expect(rows[0]?.slice(0, 6)).toEqual(head);
    expect(rows[0]?.slice(7)).toEqual(['A', 'PS', 'A', 'F']);
  });

  test.each([
    ['c[REF_AREA]=330106,330108&c[AGE]=_T&c[TIME_PERIOD]=2024', 2],
    ['c[REF_AREA]=sw:3301+ew:06&c[AGE]=ne:_T&c[TIME_PERIOD]=2024', 6],
    ['c[AGE]=_T&c[TIME_PERIOD]=lt:2016,gt:2024', 50],
    ['c[AGE]=_T&c[TIME_PERIOD]=ne:2020', 250],
    ['c[AGE]=_T&c[TIME_PERIOD]=2020-01', 0],
    ['c[AGE]=_T&c[FREQ]=M', 0],
    ['c[AGE]=_T&c[FREQ]=A&c[UNIT_MEASURE]=PS&c[OBS_STATUS]=A', 275],
    ['c[AGE]=_T&firstNObservations=2', 50],
    ['c[AGE]=_T&firstNObservations=2&lastNObservations=1', 75],
    ['c[AGE]=_T&lastNObservations=1', 25],
    ['limit=7', 7],
    ['offset=1920&limit=50', 5],
  ])('%s selects %i observations', async (parameters, expected) => {
    const answer = await get(`${population}/*?${parameters}`, { accept: mediaTypes.csv });
    const lines = answer.statusCode === 404 ? 0 : answer.body.trimEnd().split('\r\n').length - 1;
    expect(lines).toBe(expected);
  });

  test('the last observations are the newest of each series', async () => {
    const rows = await records(`${population}/*._T?lastNObservations=1`);
    expect(new Set(rows.map((row) => row[5]))).toEqual(new Set(['2025']));
  });

  test('several keys are alternatives', async () => {
    const rows = await records(`${population}/330106._T,330108.Y0T5?c[TIME_PERIOD]=2025`);
    expect(rows.map((row) => row.slice(3, 6))).toEqual([
      ['330106', '_T', '2025'],
      ['330108', 'Y0T5', '2025'],
    ]);
  });

  test('values are compared as numbers', async () => {
    const all = await records(`${population}/*._T`);
    const large = all.filter((row) => Number(row[6]) > 1_000_000);
    const found = await records(`${population}/*._T?c[OBS_VALUE]=gt:1000000`);
    expect(large.length).toBeGreaterThan(0);
    expect(found).toEqual(large);
  });

  test('components are left out', async () => {
    const { body } = await get(`${population}/330106._T?attributes=OBS_STATUS&measures=none&limit=1`, {
      accept: mediaTypes.csv,
    });
    expect(body).toBe(
      'STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,AGE,TIME_PERIOD,OBS_STATUS\r\n' +
        'dataflow,statistics:population(1.0.0),I,330106,_T,2015,A\r\n',
    );
  });

  test('has names and keys where the media type asks for them', async () => {
    const accept = `${mediaTypes.csv};labels=both;keys=both;timeFormat=normalized`;
    const { body } = await get(`${population}/330106._T?limit=1&attributes=obs`, {
      accept,
      'accept-language': 'en',
    });
    const [header, row] = body.split('\r\n');
    expect(header).toContain('SERIES_KEY,OBS_KEY,REF_AREA: Region,AGE: Age band,TIME_PERIOD: Time period');
    expect(row).toContain('330106._T,330106._T.2015,330106: Xihu District,_T: Total,2015-01-01,');
    expect(row).toContain('A: Normal value,F: Free for publication');
  });

  test('suppressed values stay suppressed, and look alike', async () => {
    const rows = await records('data/dataflow/education/tuition-support?c[CONF_STATUS]=C');
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.slice(-5)).toEqual(['NaN', 'A', 'PS', 'Q', 'C']);
    const some = 'data/dataflow/education/tuition-support?c[OBS_STATUS]=Q&c[OBS_VALUE]=ge:0';
    expect((await get(some)).statusCode).toBe(404);
  });
});

describe('the same observations', () => {
  interface JsonData {
    readonly data: {
      readonly structures: readonly {
        readonly dimensions: Record<string, readonly { id: string; values: readonly { id: string }[] }[]>;
        readonly attributes: Record<string, readonly { id: string; values: readonly { id: string }[] }[]>;
      }[];
      readonly dataSets: readonly {
        readonly series?: Record<string, { observations: Record<string, (number | null)[]> }>;
        readonly observations?: Record<string, (number | null)[]>;
      }[];
    };
  }

  /** Key, period, value and statuses of each observation, decoded as a client does. */
  function decode({ data }: JsonData): string[] {
    const [structure] = data.structures;
    const [dataSet] = data.dataSets;
    const dimensions = structure!.dimensions;
    const flat = dataSet!.series ?? { '': { observations: dataSet!.observations! } };
    return Object.entries(flat).flatMap(([seriesKey, { observations }]) =>
      Object.entries(observations).map(([key, [value, status, conf]]) => {
        const codes = new Map<string, string>();
        const take = (text: string, those: JsonData['data']['structures'][0]['dimensions'][string]) => {
          for (const [index, position] of (text === '' ? [] : text.split(':')).entries()) {
            codes.set(those[index]!.id, those[index]!.values[Number(position)]!.id);
          }
        };
        take(seriesKey, dimensions.series!);
        take(key, dimensions.observation!);
        const attribute = (index: number, position: number) =>
          structure!.attributes.observation![index]!.values[position]!.id;
        return [
          codes.get('REF_AREA'),
          codes.get('SCHOOL_STAGE'),
          codes.get('TIME_PERIOD'),
          value ?? 'NaN',
          attribute(0, status!),
          attribute(1, conf!),
        ].join(' ');
      }),
    );
  }

  const path = 'data/dataflow/education/tuition-support/1.0.0/*';

  test.each(['TIME_PERIOD', 'AllDimensions', 'REF_AREA', 'SCHOOL_STAGE'])('at %s', async (dimension) => {
    const expected = (await records(path)).map((row) => [...row.slice(3, 7), ...row.slice(9)].join(' '));
    expect(expected).toHaveLength(770);
    const json = await get(`${path}?dimensionAtObservation=${dimension}`);
    expect(json.headers['content-type']).toBe('application/vnd.sdmx.data+json;version=2.0.0');
    expect(decode(json.json<JsonData>()).toSorted()).toEqual(expected.toSorted());

    const xml = await get(`${path}?dimensionAtObservation=${dimension}`, { accept: mediaTypes.xml });
    const attributes = (text: string) =>
      Object.fromEntries([...text.matchAll(/ ([A-Z_]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
    let series = {};
    const found: string[] = [];
    for (const [, name, text = ''] of xml.body.matchAll(/<(Series|Obs)( [^>]*?)\/?>/g)) {
      if (name === 'Series') series = attributes(text);
      else {
        const { REF_AREA, SCHOOL_STAGE, TIME_PERIOD, OBS_VALUE, OBS_STATUS, CONF_STATUS } = {
          ...series,
          ...attributes(text),
        } as Record<string, string>;
        found.push([REF_AREA, SCHOOL_STAGE, TIME_PERIOD, OBS_VALUE, OBS_STATUS, CONF_STATUS].join(' '));
      }
    }
    expect(found.toSorted()).toEqual(expected.toSorted());
  });
});
