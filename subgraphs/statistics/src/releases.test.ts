import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from '@civic-graph/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { dataSetFolder, validManifest } from '../test/data-set-folder.ts';
import { sdmxClient } from '../test/sdmx.ts';
import { openTestSubgraph, type TestSubgraph } from '../test/test-subgraph.ts';

let graph: TestSubgraph | undefined;
let remove: (() => Promise<void>) | undefined;
afterEach(async () => {
  await graph?.close();
  await remove?.();
});

const header = 'region,origin,year,visitors\n';
const first = `${header}330106,NEAR,2020,10\n330106,FAR,2020,5\n330106,_T,2020,15\n`;

/** A served folder with one data set, and a clock that the test moves. */
async function serve(manifest: object, csv: string) {
  const files = await dataSetFolder({ 'manifest.json': manifest, 'visitors.csv': csv });
  remove = files.remove;
  let now = new Date('2026-01-01T00:00:00Z');
  const open = await openTestSubgraph(files.folder, { clock: () => now, watchMs: 20 });
  graph = open;
  await open.subgraph.listen({ host: '127.0.0.1', port: 0 });
  return {
    graph: open,
    get: sdmxClient(() => open),
    at(text: string) {
      now = new Date(text);
    },
    write: (csvText: string) => writeFile(join(files.folder, 'visitors.csv'), csvText),
    withdraw: (order: object) => writeFile(join(files.folder, 'a.withdrawal.json'), JSON.stringify(order)),
    describe: (change: object | string) =>
      writeFile(
        join(files.folder, 'manifest.json'),
        typeof change === 'string' ? change : JSON.stringify({ ...manifest, ...change }),
      ),
  };
}

interface Total {
  readonly dataflow: {
    readonly lastUpdated: string;
    readonly observations: { readonly totals: { value: number }[] };
  };
}

const total = `query ($asOf: DateTime) { dataflow(id: "visitors", asOf: $asOf) {
  observations(key: [{ dimension: "ORIGIN", codes: ["_T"] }]) { totals: nodes { value } } } }`;

async function totals(open: TestSubgraph, asOf: string | null = null): Promise<number[]> {
  const { dataflow } = await open.data<Total>(total, { asOf });
  return dataflow.observations.totals.map(({ value }) => value);
}

describe('a new release', () => {
  test('is served without a restart; the earlier one stays, by asOf', async () => {
    const { graph: open, get, at, write } = await serve(validManifest, first);
    expect(await totals(open)).toEqual([15]);
    at('2026-02-01T00:00:00Z');
    await write(`${header}330106,NEAR,2020,11\n330106,FAR,2020,5\n330106,_T,2020,16\n330106,_T,2021,9\n`);
    await eventually(async () => expect(await totals(open)).toEqual([16, 9]));
    expect(await totals(open, '2026-01-15T00:00:00Z')).toEqual([15]);
    expect(await open.data(total, { asOf: '2025-01-01T00:00:00Z' })).toEqual({ dataflow: null });

    const csv = { accept: 'text/csv' };
    const path = 'data/dataflow/statistics/visitors/1.0.0/*._T?attributes=none';
    expect((await get(path, csv)).body).toBe(
      'REF_AREA,ORIGIN,TIME_PERIOD,OBS_VALUE\r\n330106,_T,2020,16\r\n330106,_T,2021,9\r\n',
    );
    expect((await get(`${path}&asOf=2026-01-15T00:00:00Z`, csv)).body).toBe(
      'REF_AREA,ORIGIN,TIME_PERIOD,OBS_VALUE\r\n330106,_T,2020,15\r\n',
    );
    expect((await get(`${path}&updatedAfter=2026-01-15T00:00:00Z`, csv)).statusCode).toBe(200);
    expect((await get(`${path}&updatedAfter=2026-02-01T00:00:00Z`, csv)).statusCode).toBe(404);
    expect((await get(`${path}&asOf=2025-01-01T00:00:00Z`, csv)).statusCode).toBe(404);
    expect((await get(`${path}&asOf=2026-01-15&updatedAfter=2026-02-01`, csv)).statusCode).toBe(400);
  });

  test('is listed, and its changes are read by value', async () => {
    const { graph: open, at, write } = await serve(validManifest, first);
    at('2026-02-01T00:00:00Z');
    await write(`${header}330106,NEAR,2020,11\n330106,FAR,2020,5\n330108,FAR,2020,4\n`);
    const query = `{ dataflow(id: "visitors") {
      releases { totalCount nodes { publishedAt observationCount isCurrent } }
      changes(since: "2026-01-01T00:00:00Z") { nodes { kind key { value } timePeriod before { value } after { value } } }
    } }`;
    await eventually(async () => {
      expect(await open.data(query)).toEqual({
        dataflow: {
          releases: {
            totalCount: 2,
            nodes: [
              { publishedAt: '2026-02-01T00:00:00.000Z', observationCount: 3, isCurrent: true },
              { publishedAt: '2026-01-01T00:00:00.000Z', observationCount: 3, isCurrent: false },
            ],
          },
          changes: {
            nodes: [
              change('REVISED', ['330106', 'NEAR'], 10, 11),
              change('REMOVED', ['330106', '_T'], 15, null),
              change('ADDED', ['330108', 'FAR'], null, 4),
            ],
          },
        },
      });
    });
  });

  function change(kind: string, key: string[], before: number | null, after: number | null) {
    const side = (value: number | null) => (value === null ? null : { value });
    return {
      kind,
      key: key.map((value) => ({ value })),
      timePeriod: '2020',
      before: side(before),
      after: side(after),
    };
  }

  test.each([
    ['with a broken file', async (served: Awaited<ReturnType<typeof serve>>) => served.write('region\n1')],
    ['with a broken manifest', async (served) => served.describe({ frequency: 'weekly' })],
  ] as [string, (served: Awaited<ReturnType<typeof serve>>) => Promise<void>][])(
    '%s is refused, and the old one stays',
    async (_name, breakIt) => {
      const served = await serve(validManifest, first);
      await breakIt(served);
      // The next correct release shows that the folder was looked at.
      await served.describe({ title: { zh: '新', en: 'New' } });
      await served.write(`${first}330106,_T,2022,7\n`);
      await eventually(async () => expect(await totals(served.graph)).toEqual([15, 7]));
    },
  );

  test('under embargo is in the calendar, and served at its time, not earlier', async () => {
    const releaseAt = '2026-03-01T09:00:00+08:00';
    const { graph: open, get, at, write, describe } = await serve(validManifest, first);
    await describe({ releaseAt });
    await write(`${first}330106,_T,2021,99\n`);
    const calendar = '{ releaseCalendar { dataflow title(language: EN) releaseAt isReady } }';
    const entry = { dataflow: 'visitors', title: 'Visitors', releaseAt };
    await eventually(async () =>
      expect(await open.data(calendar)).toEqual({ releaseCalendar: [{ ...entry, isReady: true }] }),
    );
    at('2026-03-01T00:59:59Z');
    expect(await totals(open)).toEqual([15]);
    expect(await open.engine.query('SELECT value FROM coded_observation WHERE value = 99')).toEqual([]);
    at('2026-03-01T01:00:00Z');
    await eventually(async () => expect(await totals(open)).toEqual([15, 99]));
    const path = 'data/dataflow/statistics/visitors/1.0.0/*?asOf=2026-03-01T00:59:59Z&c[OBS_VALUE]=99';
    expect((await get(path)).statusCode).toBe(404);
  });
});

describe('a withdrawn release', () => {
  const reason = { zh: '单位有误', en: 'wrong unit' };
  const releases = `{ dataflow(id: "visitors") {
    releases { nodes { version publishedAt isCurrent dataflow { id } withdrawal { withdrawnAt reason(language: EN) } } } } }`;

  async function versions(open: TestSubgraph): Promise<readonly string[]> {
    const { dataflow } = await open.data<{
      dataflow: { releases: { nodes: { version: string }[] } };
    }>('{ dataflow(id: "visitors") { releases { nodes { version } } } }');
    return dataflow.releases.nodes.map(({ version }) => version);
  }

  async function codeOf(open: TestSubgraph, asOf: string | null): Promise<unknown> {
    const { errors } = await open.ask(total, { asOf });
    return errors?.[0]?.extensions;
  }

  test('is replaced by the one before, and leaves a record with date and reason', async () => {
    const { graph: open, get, at, write, withdraw } = await serve(validManifest, first);
    at('2026-02-01T00:00:00Z');
    await write(`${first}330106,_T,2021,9\n`);
    await eventually(async () => expect(await totals(open)).toEqual([15, 9]));
    const [version] = await versions(open);
    at('2026-03-01T00:00:00Z');
    await withdraw({ dataflow: 'visitors', version, reason });
    await eventually(async () => expect(await totals(open)).toEqual([15]));

    const withdrawal = { withdrawnAt: '2026-03-01T00:00:00.000Z', reason: 'wrong unit' };
    const { data, errors } = await open.ask(releases);
    expect(data).toEqual({
      dataflow: {
        releases: {
          nodes: [
            {
              version,
              publishedAt: '2026-02-01T00:00:00.000Z',
              isCurrent: false,
              dataflow: null,
              withdrawal,
            },
            expect.objectContaining({ isCurrent: true, dataflow: { id: 'visitors' }, withdrawal: null }),
          ],
        },
      },
    });
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['RELEASE_WITHDRAWN']);
    expect(await codeOf(open, '2026-02-15T00:00:00Z')).toMatchObject({
      code: 'RELEASE_WITHDRAWN',
      withdrawal: { ...withdrawal, reason, publishedAt: '2026-02-01T00:00:00.000Z' },
    });
    expect(await totals(open, '2026-01-15T00:00:00Z')).toEqual([15]);
    expect(await totals(open, '2026-03-02T00:00:00Z')).toEqual([15]);

    const path = 'data/dataflow/statistics/visitors/1.0.0/*';
    const answer = await get(`${path}?asOf=2026-02-15T00:00:00Z`);
    expect([answer.statusCode, answer.json()]).toMatchObject([410, { errors: [{ code: 1000 }] }]);
    expect((await get(`${path}?updatedAfter=2026-02-15T00:00:00Z`)).statusCode).toBe(200);
    expect((await get(`${path}?updatedAfter=2026-03-02T00:00:00Z`)).statusCode).toBe(404);
  });

  test('that was the only one is refused with the code, until a corrected one is published', async () => {
    const { graph: open, get, write, withdraw } = await serve(validManifest, first);
    const [version] = await versions(open);
    await withdraw({ dataflow: 'visitors', version, reason });
    await eventually(async () =>
      expect(await codeOf(open, null)).toMatchObject({ code: 'RELEASE_WITHDRAWN' }),
    );
    expect((await get('data/dataflow/statistics/visitors')).statusCode).toBe(410);
    expect(await open.data('{ dataflows { nodes { id } } }')).toEqual({ dataflows: { nodes: [] } });
    // The record stays when its file says something else.
    await withdraw({ dataflow: 'visitors', version: '0'.repeat(64), reason });
    await write(`${first}330106,_T,2021,9\n`);
    await eventually(async () => expect(await totals(open)).toEqual([15, 9]));
    const { data } = await open.ask(releases);
    expect(JSON.stringify(data)).toContain('wrong unit');
  });
});
