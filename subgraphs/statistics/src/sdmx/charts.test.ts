import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sdmxClient } from '../../test/sdmx.ts';
import { openTestSubgraph, type TestSubgraph } from '../../test/test-subgraph.ts';

let graph: TestSubgraph;
beforeAll(async () => {
  graph = await openTestSubgraph();
});
afterAll(() => graph.close());
const get = sdmxClient(() => graph);

const lines = 'data/dataflow/statistics/population/*/330106+330108._T';
const map = 'data/dataflow/statistics/population/*/*._T?c[TIME_PERIOD]=2024';

/** Cells of the table, in the order of its rows. */
function tableOf(svg: string): string[][] {
  return [...svg.matchAll(/<g role="row".*?<\/g>/gs)].map(([row]) =>
    [...row.matchAll(/<text role="(?:cell|columnheader)"[^>]*>([^<]*)<\/text>/g)].map(
      ([, cell = '']) => cell,
    ),
  );
}

/** The same values as CSV. */
async function csvOf(path: string): Promise<string[][]> {
  const { body } = await get(`${path}${path.includes('?') ? '&' : '?'}format=csv&attributes=none`);
  return body
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(','));
}

describe('a line chart', () => {
  test('is an SVG with title, source, one line for each series, and all values as a table', async () => {
    const answer = await get(`${lines}?format=line`, { 'accept-language': 'en' });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/svg+xml',
      'content-disposition': 'inline; filename="population.svg"',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    });
    expect(answer.body).toMatch(/<title id="title">[^<]+<\/title><desc id="description">[^<]+<\/desc>/);
    expect(answer.body).toContain('Source: ');
    expect(answer.body).toMatch(/<g role="img" aria-label="[^"]+"/);
    expect(answer.body.match(/aria-label="line"/g)).toHaveLength(2);
    const [header, ...rows] = tableOf(answer.body);
    expect(header!.slice(0, 2)).toEqual(['Region', 'Time period']);
    expect(rows.map(([, period, value]) => [period, value!.replaceAll(',', '')])).toEqual(
      (await csvOf(lines)).map(([, , period, value]) => [period, value]),
    );
    expect(rows[0]![0]).toBe('Xihu District');
  });

  test('is Chinese by default', async () => {
    const { body } = await get(`${lines}?format=line`);
    expect(body).toContain('xml:lang="zh"');
    expect(body).toContain('来源: ');
    expect(body).toContain('西湖区');
  });
});

describe('a map', () => {
  test('has an outline for each region with one, a legend, and all values as a table', async () => {
    const answer = await get(`${map}&format=map`, { 'accept-language': 'en' });
    expect(answer.statusCode).toBe(200);
    const outlines = answer.body.match(/<path fill="#[0-9a-f]{6}" d="M[^"]*"><title>[^<]+<\/title>/g) ?? [];
    expect(outlines).toHaveLength(25);
    expect(outlines.some((one) => one.includes('<title>Xihu District '))).toBe(true);
    // A ring drawn the wrong way round would cover the rest of the world.
    expect(answer.body).not.toContain('NaN');
    const rows = tableOf(answer.body).slice(1);
    expect(rows.map(([, value]) => value!.replaceAll(',', ''))).toEqual(
      (await csvOf(map)).map(([, , , value]) => value),
    );
    expect(answer.body).toContain('2024');
  });

  test('shows suppressed values in grey, and says so', async () => {
    const path =
      'data/dataflow/education/tuition-support/*/*.*?c[TIME_PERIOD]=2024&c[OBS_STATUS]=Q&limit=1&format=csv';
    const [, row = ''] = (await get(path)).body.split('\r\n');
    const [, stage = ''] = row.split(',');
    const { body } = await get(
      `data/dataflow/education/tuition-support/*/*.${stage}?c[TIME_PERIOD]=2024&format=map`,
      { 'accept-language': 'en' },
    );
    expect(body).toMatch(/<path fill="#e0e0e0"[^>]*><title>[^<]+ no value, or suppressed/);
    expect(body).toContain('– (Q)');
    expect(body.match(/no value, or suppressed<\/text>/g)).toHaveLength(1);
  });
});

test.each([
  ['data/dataflow/statistics/population/*/*._T?format=map', 422, /a map shows one, so set c\[TIME_PERIOD\]/],
  [
    'data/dataflow/statistics/population/*/330106.*?format=map&c[TIME_PERIOD]=2024',
    422,
    /AGE: several codes; a map shows one/,
  ],
  ['data/dataflow/statistics/population/*/*.*?format=line', 413, /series; a chart holds 28|holds 2000/],
])('%s is refused', async (path, status, problem) => {
  const { statusCode, body } = await get(path);
  expect([statusCode, body]).toEqual([status, expect.stringMatching(problem)]);
});

test('a browser that accepts SVG still gets data', async () => {
  const { headers } = await get(lines, { accept: 'text/html,image/svg+xml,*/*;q=0.8' });
  expect(headers['content-type']).toContain('sdmx.data+json');
});
