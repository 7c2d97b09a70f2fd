import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sdmxClient } from '../../test/sdmx.ts';
import { openTestSubgraph, type TestSubgraph } from '../../test/test-subgraph.ts';
import { timelineOf } from '../time/timeline.ts';
import type { DataMessage } from './data/data-message.ts';
import type { ParquetRow } from './downloads/parquet/parquet-file.ts';
import { openParquetThread } from './downloads/parquet/parquet-thread.ts';
import { tableParquet } from './downloads/parquet/table-parquet.ts';

let graph: TestSubgraph;
beforeAll(async () => {
  graph = await openTestSubgraph();
});
afterAll(() => graph.close());
const get = sdmxClient(() => graph);

const path = 'data/dataflow/education/tuition-support/1.0.0/*?c[TIME_PERIOD]=ge:2024&attributes=OBS_STATUS';
const columns = ['REF_AREA', 'SCHOOL_STAGE', 'TIME_PERIOD', 'OBS_VALUE', 'OBS_STATUS'];

/** The rows that every download must have; null for a missing value. */
async function expected(): Promise<(string | number | null)[][]> {
  const { body } = await get(`${path}&format=csv`);
  const [header, ...lines] = body.trimEnd().split('\r\n');
  expect(header).toBe(columns.join());
  const rows = lines.map((line) => {
    const [area = '', stage = '', period = '', value = '', status = ''] = line.split(',');
    return [area, stage, period, value === '' ? null : Number(value), status];
  });
  expect(rows).toHaveLength(140);
  expect(rows.some(([, , , value, status]) => value === null && status === 'Q')).toBe(true);
  return rows;
}

describe('a download has what the query returns', () => {
  test('CSV, with its metadata', async () => {
    const { headers } = await get(`${path}&format=csv`);
    expect(headers).toMatchObject({
      'content-type': 'text/csv',
      'content-disposition': 'attachment; filename="tuition-support.csv"',
    });
    const [, metadata = ''] = /<([^>]+)>; rel="describedby"/.exec(String(headers.link)) ?? [];
    const answer = await graph.subgraph.inject({ method: 'GET', url: metadata });
    const { url, tableSchema } = answer.json<{
      url: string;
      tableSchema: { columns: { name: string }[]; primaryKey: string[] };
    }>();
    const whole = await graph.subgraph.inject({ method: 'GET', url });
    expect(whole.body.split('\r\n')[0]).toBe(tableSchema.columns.map(({ name }) => name).join());
    expect(tableSchema.primaryKey).toEqual(['REF_AREA', 'SCHOOL_STAGE', 'TIME_PERIOD']);
  });

  test('JSON-stat', async () => {
    const cube = (await get(`${path}&format=json-stat`, { 'accept-language': 'en' })).json<{
      id: string[];
      size: number[];
      dimension: Record<string, { category: { index: string[]; label: Record<string, string> } }>;
      value: Record<string, number | null>;
      status: Record<string, string>;
    }>();
    expect(cube.id).toEqual(['REF_AREA', 'SCHOOL_STAGE', 'TIME_PERIOD', 'MEASURE']);
    expect(cube.dimension.REF_AREA!.category.label['330106']).toBe('Xihu District');
    const rows = Object.entries(cube.value).map(([position, value]) => {
      let rest = Number(position);
      const codes = cube.id
        .toReversed()
        .map((id, index) => {
          const size = cube.size[cube.id.length - 1 - index]!;
          const code = cube.dimension[id]!.category.index[rest % size]!;
          rest = Math.floor(rest / size);
          return code;
        })
        .toReversed();
      return [...codes.slice(0, 3), value, cube.status[position] ?? 'A'];
    });
    const order = (row: unknown[]) => row.slice(0, 3).join();
    const sorted = (those: unknown[][]) => those.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
    expect(sorted(rows)).toEqual(sorted(await expected()));
  });

  test('XLSX', async () => {
    const { rawPayload, headers } = await get(`${path}&format=xlsx`);
    expect(headers['content-disposition']).toBe('attachment; filename="tuition-support.xlsx"');
    const parts = unzipSync(rawPayload);
    const sheet = strFromU8(parts['xl/worksheets/data.xml']!);
    const rows = [...sheet.matchAll(/<row>(.*?)<\/row>/g)].map(([, row = '']) =>
      [
        ...row.matchAll(
          /<c\/>|<c><v>([^<]*)<\/v><\/c>|<c t="inlineStr"><is><t [^>]*>([^<]*)<\/t><\/is><\/c>/g,
        ),
      ].map(([, number, text]) => text ?? (number === undefined ? null : Number(number))),
    );
    // Codes are followed by their names.
    expect(
      rows.slice(1).map(([area, , stage, , period, value, status]) => [area, stage, period, value, status]),
    ).toEqual(await expected());
    expect(strFromU8(parts['xl/worksheets/about.xml']!)).toContain('CC0-1.0');
  });

  test('Parquet, as the engine reads it', async () => {
    const { rawPayload } = await get(`${path}&format=parquet`);
    const file = join(tmpdir(), `civic-graph-${process.pid}.parquet`);
    await writeFile(file, rawPayload);
    const rows = await graph.engine.rows(
      `SELECT ${columns.join(', ')} FROM file('${file}', Parquet) ORDER BY REF_AREA, SCHOOL_STAGE, TIME_PERIOD`,
    );
    expect(rows).toEqual(await expected());
  });

  test('Parquet of several row groups', async () => {
    const columns = [
      { name: 'a', type: 'STRING' },
      { name: 'b', type: 'DOUBLE' },
    ] as const;
    const encoder = openParquetThread({ columns, metadata: [] });
    const pieces: Uint8Array[] = [];
    const rows = Array.from({ length: 45_000 }, (_, n): ParquetRow => [`${n}`, n % 7 === 0 ? null : n / 3]);
    for (let n = 0; n < rows.length; n += 1_000) pieces.push(await encoder.add(rows.slice(n, n + 1_000)));
    pieces.push(await encoder.finish());
    await encoder.end();
    const file = join(tmpdir(), `civic-graph-groups-${process.pid}.parquet`);
    await writeFile(file, Buffer.concat(pieces));
    const found = await graph.engine.rows(`SELECT a, b FROM file('${file}', Parquet) ORDER BY toUInt32(a)`);
    expect(found).toEqual(rows);
  });
});

test('rows reach the encoder of Parquet page by page, and nothing is encoded in the event loop', async () => {
  const sizes: number[] = [];
  const log: string[] = [];
  const row = { ranks: [], period: 24_240, value: 1, obsStatus: 'A' as const };
  const message = {
    query: {
      dataSet: {
        layout: { columns: [], time: timelineOf({ frequency: 'A' }) },
        manifest: { dimensions: [], title: {}, licence: {}, measure: { unit: {} } },
      },
      hasMeasure: true,
      attributes: [],
    },
    header: { language: 'en' },
    async *pages() {
      for (const size of [1_000, 1_000, 300]) yield Array.from({ length: size }, () => row);
    },
  } as unknown as DataMessage;
  const encoder = {
    async add(rows: readonly ParquetRow[]) {
      sizes.push(rows.length);
      return new Uint8Array();
    },
    finish: async () => new Uint8Array([1]),
    end: async () => void log.push('ended'),
  };
  const pieces: Uint8Array[] = [];
  for await (const piece of tableParquet(message, () => encoder)) pieces.push(piece);
  expect(sizes).toEqual([1_000, 1_000, 300]);
  expect(pieces).toEqual([new Uint8Array([1])]);
  expect(log).toEqual(['ended']);
});

describe('the catalogue', () => {
  test('has every data set with its distributions, which can be read', async () => {
    const answer = await graph.subgraph.inject({ method: 'GET', url: '/catalogue' });
    expect(answer.headers['content-type']).toMatch(/^application\/ld\+json/);
    const nodes = answer.json<{ '@graph': Record<string, unknown>[] }>()['@graph'];
    const dataSets = nodes.filter((node) => node['@type'] === 'dcat:Dataset');
    expect(dataSets).toHaveLength(4);
    for (const dataSet of dataSets) {
      const distributions = dataSet['dcat:distribution'] as { 'dcat:accessURL': { '@id': string }[] }[];
      expect(distributions).toHaveLength(7);
      const [{ '@id': url } = { '@id': '' }] = distributions.at(3)!['dcat:accessURL'];
      expect((await graph.subgraph.inject({ method: 'GET', url })).statusCode).toBe(200);
    }
  });

  test('is Turtle for a client that prefers it', async () => {
    const url = '/catalogue';
    const answer = await graph.subgraph.inject({ method: 'GET', url, headers: { accept: 'text/turtle' } });
    expect(answer.headers['content-type']).toBe('text/turtle');
    expect(answer.body).toContain('</catalogue/population> a dcat:Dataset ;');
    expect(answer.body).toBe((await graph.subgraph.inject({ method: 'GET', url: '/catalogue.ttl' })).body);
  });

  test.each(['/catalogue/weather/csv-metadata.json', '/catalogue?format=rdf'])(
    '%s is refused',
    async (url) => {
      const answer = await graph.subgraph.inject({ method: 'GET', url });
      expect([404, 406]).toContain(answer.statusCode);
    },
  );
});
