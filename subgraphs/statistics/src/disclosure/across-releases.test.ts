import { afterEach, beforeEach, expect, test } from 'vitest';
import { validManifest } from '../../test/data-set-folder.ts';
import { openLoader } from '../../test/data-set-loader.ts';

const manifest = { ...validManifest, disclosure: { threshold: 5, unitsColumn: 'visitors' } };
const header = 'region,origin,year,visitors\n';

function rows(year: number, near: number, far: number): string {
  return `330106,NEAR,${year},${near}\n330106,FAR,${year},${far}\n330106,_T,${year},${near + far}\n`;
}

const first = header + rows(2019, 100, 3) + rows(2020, 50, 60);

let loader: Awaited<ReturnType<typeof openLoader>>;
beforeEach(async () => {
  loader = await openLoader(manifest);
  expect((await loader.load(first)).problems).toEqual([]);
});
afterEach(() => loader.close());

async function rowsInEngine(): Promise<number> {
  const [row] = await loader.engine.rows('SELECT toUInt32(count()) FROM coded_observation');
  return Number(row?.[0]);
}

test.each([
  [
    'suppresses what was published',
    header + rows(2019, 100, 3) + rows(2020, 107, 3),
    /2020: would be suppressed, but the release of 2026-01-01 published it/,
  ],
  [
    'publishes what was suppressed',
    header + rows(2019, 96, 7) + rows(2020, 50, 60),
    /2019: suppressed in the release of 2026-01-01/,
  ],
  [
    'adds a value beside suppressed ones',
    `${first}330108,FAR,2019,30\n`,
    /REF_AREA=330108, ORIGIN=FAR, 2019: new in a period with suppressed values/,
  ],
  [
    'leaves out a value beside suppressed ones',
    `${first.replace('330106,_T,2019,103\n', '330106,_T,2019,\n')}`,
    /2019: missing, but published on 2026-01-01/,
  ],
])('a release that %s is refused; nothing of it stays in the engine', async (_name, csv, expected) => {
  const before = await rowsInEngine();
  const { problems, dataSets, releases } = await loader.load(csv);
  expect(problems).toEqual(expect.arrayContaining([expect.stringMatching(expected)]));
  for (const problem of problems) expect(problem).not.toMatch(/\b(3|7|100|103|107)\b(?!-)/);
  expect(releases).toHaveLength(1);
  expect(dataSets[0]?.publishedAt).toBe('2026-01-01T00:00:00.000Z');
  expect(await rowsInEngine()).toBe(before);
});

test.each([
  ['a new period', `${first}${rows(2021, 40, 2)}`, {}],
  ['another value in a period without suppressed ones', header + rows(2019, 100, 3) + rows(2020, 51, 60), {}],
  ['one region more in a new period', `${first}330108,FAR,2021,30\n`, {}],
  ['another title', first, { title: { zh: '新', en: 'New' } }],
])('%s is released', async (_name, csv, change) => {
  const { problems, releases } = await loader.load(csv, change);
  expect(problems).toEqual([]);
  expect(releases).toHaveLength(2);
});

test('every earlier release counts, not only the last one', async () => {
  expect((await loader.load(first.replaceAll('2019', '2018'))).problems).toEqual([]);
  const { problems } = await loader.load(header + rows(2019, 96, 7) + rows(2020, 50, 60));
  expect(problems).toEqual(
    expect.arrayContaining([expect.stringMatching(/2019: suppressed in the release of 2026-01-01/)]),
  );
});

test('disclosure control cannot be taken away, nor the dimensions be renamed', async () => {
  const open = await loader.load(first, { disclosure: undefined });
  expect(open.problems).toEqual(
    expect.arrayContaining([expect.stringMatching(/2019: suppressed in the release of/)]),
  );
  const renamed = validManifest.dimensions.map((one) => (one.id === 'ORIGIN' ? { ...one, id: 'FROM' } : one));
  const { problems } = await loader.load(first, { dimensions: renamed });
  expect(problems).toEqual([
    expect.stringMatching(/dimensions or frequency differ from the release of 2026-01-01/),
  ]);
});

test('another key with another pattern is refused, and the last release stays', async () => {
  const wide = header + [2001, 2002, 2003, 2004, 2005, 2006].map((year) => many(year)).join('');
  const codes = ['_T', 'A', 'B', 'C', 'D', 'E', 'F'];
  const change = {
    dimensions: validManifest.dimensions.map((one) =>
      'codelist' in one
        ? {
            ...one,
            codelist: {
              ...one.codelist,
              codes: codes.map((code) => ({
                code,
                name: { zh: code, en: code },
                ...(code === '_T' ? {} : { parent: '_T' }),
              })),
            },
          }
        : one,
    ),
    id: 'visitors-by-origin',
  };
  expect((await loader.load(wide, change)).problems).toEqual([]);
  const { problems, dataSets } = await loader.load(wide, change, Buffer.alloc(32, 'another key'));
  expect(problems.length).toBeGreaterThan(0);
  expect(dataSets.map(({ manifest: { id } }) => id)).toEqual(['visitors-by-origin']);
});

/** One small value, and five alike, one of which the key chooses to suppress beside it. */
function many(year: number): string {
  const values = { A: 3, B: 50, C: 50, D: 50, E: 50, F: 50 };
  const parts = Object.entries(values).map(([code, value]) => `330106,${code},${year},${value}\n`);
  return `${parts.join('')}330106,_T,${year},253\n`;
}
