import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testRandom } from '../../test/random.ts';
import { CodeDictionary } from '../data-sets/code-dictionary.ts';
import type { ObservationQuery } from '../observations/observation-query.ts';
import { ObservationStore } from '../observations/observation-store.ts';
import { allPeriods, timelineOf } from '../time/timeline.ts';
import { insertByFile } from './insert-block.ts';
import { LimitedEngine, publicLimits } from './limited-engine.ts';
import { migrate } from './migrate.ts';
import {
  characterColumn,
  constantColumn,
  nativeBlock,
  nullableDoubleColumn,
  uint32Column,
} from './native-block.ts';
import { connectToCluster, openEmbeddedEngine } from './open-engine.ts';
import type { StatisticsEngine } from './statistics-engine.ts';

const hostile = [
  `' OR 1=1 --`,
  `\\' OR 1=1 --`,
  `x'; DROP TABLE coded_observation; --`,
  `{loads:Array(String)}`,
  `\n\t\\N`,
];

const load = '0123456789abcdef';

describe('the embedded engine', () => {
  let directory: string;
  let engine: StatisticsEngine;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'civic-graph-engine-'));
    engine = await openEmbeddedEngine(directory);
    await migrate(engine);
    await engine.insertLines(
      'coded_observation',
      ['load', 'c1', 'period', 'value', 'obs_status'],
      `${load}\t0\t24240\t1\tA\n`,
    );
  });
  afterAll(async () => {
    await engine.close();
    await rm(directory, { recursive: true, force: true });
  });

  test.each(hostile)('returns %j as it was bound', async (text) => {
    const sql =
      'SELECT {text:String} AS text, {list:Array(String)} AS list, {lists:Array(Array(String))} AS lists';
    const parameters = { text, list: [text, ''], lists: [[text], []] };
    expect(await engine.query(sql, parameters)).toEqual([parameters]);
  });

  test.each(hostile)('finds nothing for %j, and breaks nothing', async (text) => {
    const store = new ObservationStore(engine);
    const layout = {
      dictionaries: [new CodeDictionary(['r'])],
      columns: [1],
      regionPosition: 0,
      time: timelineOf({ frequency: 'A' }),
    };
    const read = (query: Partial<ObservationQuery>, name = load) =>
      store.read([
        {
          dataSet: { load: name, layout },
          query: { filters: [], ...allPeriods, after: null, limit: 10, ...query },
        },
      ]);
    expect(await read({ filters: [{ position: 0, codes: [text] }] })).toEqual([[]]);
    expect((await read({ after: { key: [text], period: text } }))[0]?.length).toBeLessThanOrEqual(1);
    await expect(read({}, text)).rejects.toThrow('name of a load');
    await expect(read({ from: text as unknown as number })).rejects.toThrow('whole number');
    expect(await read({})).toMatchObject([[{ key: ['r'], period: '2020', value: 1 }]]);
  });

  test('returns doubles to the last digit', async () => {
    const random = testRandom();
    const values = Array.from({ length: 2_000 }, (_, index) => random() * 10 ** ((index % 20) - 8));
    const lines = values.map((value, index) => `${load}\t1\t${index}\t${value}\tA\n`);
    const columns = ['load', 'c1', 'period', 'value', 'obs_status'];
    await engine.insertLines('coded_observation', columns, lines.join(''));
    const stored = await engine.query('SELECT value FROM coded_observation WHERE c1 = 1 ORDER BY period');
    expect(stored).toEqual(values.map((value) => ({ value })));
    await engine.execute('DELETE FROM coded_observation WHERE c1 = 1');
  });

  test('stores blocks as they are', async () => {
    const random = testRandom();
    const count = 20_000;
    const values = Float64Array.from({ length: count }, (_, index) => random() * 10 ** ((index % 40) - 20));
    const isNull = Uint8Array.from({ length: count }, (_, index) => (index % 3 === 0 ? 1 : 0));
    const numbers = Uint32Array.from({ length: count }, (_, index) => index * 200_000);
    const block = nativeBlock(count, [
      constantColumn('load', 'a'.repeat(16), count),
      uint32Column('c1', numbers),
      nullableDoubleColumn('value', values, isNull),
      characterColumn('obs_status', new Uint8Array(count).fill('P'.charCodeAt(0))),
    ]);
    await engine.insertBlock('coded_observation', block);
    const stored = await engine.rows(
      `SELECT c1, value, obs_status FROM coded_observation WHERE load = '${'a'.repeat(16)}' ORDER BY c1`,
    );
    expect(stored).toEqual(
      [...numbers].map((number, index) => [number, isNull[index] === 1 ? null : values[index], 'P']),
    );
    const [estimate] = await engine.rows(
      'EXPLAIN ESTIMATE SELECT value FROM coded_observation WHERE c1 = 2000000',
    );
    // One of many series in a query must not read the neighbours of each.
    expect(Number(estimate?.[3])).toBeLessThanOrEqual(2 * 2_048);
    await engine.execute(`ALTER TABLE coded_observation DROP PARTITION '${'a'.repeat(16)}'`);
    expect(await readdir(join(directory, 'inserts'))).toEqual([]);
  });

  test('refuses a path that it would read as a pattern', async () => {
    await expect(insertByFile(join(directory, '{a,b}'))).rejects.toThrow('DATA_DIR');
  });

  test('runs migrations repeatedly', async () => {
    await migrate(engine);
    expect(await engine.query('SELECT toInt32(count()) AS n FROM coded_observation')).toEqual([{ n: 1 }]);
  });

  test('a statement that is too large is a query over its limits, not a failure', async () => {
    const any = Array.from({ length: 9_000 }, (_, index) => `n BETWEEN ${index} AND 9`).join(' OR ');
    const rows = new LimitedEngine(engine).rows(`SELECT 1 FROM (SELECT 1 AS n) WHERE ${any}`);
    await expect(rows).rejects.toMatchObject({ code: 'OVERLOADED' });
  });

  test('ends a query over its limits, and returns nothing of it with the next one', async () => {
    const limited = new LimitedEngine(engine, { ...publicLimits, max_memory_usage: 20_000_000 });
    const large = 'SELECT number, count() FROM numbers(5000000) GROUP BY number LIMIT 1';
    const small = 'SELECT toUInt8(1)';
    const [refused, ...next] = await Promise.allSettled([
      limited.rows(large),
      limited.rows(small),
      engine.query(`${small} AS n`),
    ]);
    expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'OVERLOADED' } });
    expect(next).toEqual([
      { status: 'fulfilled', value: [[1]] },
      { status: 'fulfilled', value: [{ n: 1 }] },
    ]);
    expect(await engine.rows(large)).toHaveLength(1);
  });

  test('ends a query when all statements together use too much memory', async () => {
    const limits = { ...publicLimits, max_memory_usage_for_user: 20_000_000 };
    const large = 'SELECT toUInt32(length(groupArray(number))) FROM numbers(4000000)';
    const refused = new LimitedEngine(engine, limits).rows(large);
    await expect(refused).rejects.toMatchObject({
      code: 'OVERLOADED',
      originalError: { message: expect.stringContaining('User memory limit exceeded') },
    });
    expect(await new LimitedEngine(engine).rows(large)).toEqual([[4_000_000]]);
  });

  test('runs one statement at a time, so that the memory of queries does not add up', async () => {
    const running = 'SELECT toUInt8(count()), max(sleep(0.05)) FROM system.processes';
    const all = await Promise.all(Array.from({ length: 4 }, () => engine.rows(running)));
    expect(all).toEqual(Array.from({ length: 4 }, () => [[1, 0]]));
  });

  test('reports a bad statement without ending the process', async () => {
    await expect(engine.query('SELECT nothing FROM nowhere')).rejects.toThrow();
    await engine.ping();
  });
});

describe('a cluster', () => {
  const requests: { readonly path: URL; readonly body: string; readonly bytes: Buffer }[] = [];
  let server: Server;
  let engine: StatisticsEngine;
  beforeAll(async () => {
    server = createServer((request, response) => {
      const path = new URL(request.url ?? '/', 'http://localhost');
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const bytes = Buffer.concat(chunks);
        requests.push({ path, body: bytes.toString(), bytes });
        response.end(path.pathname === '/ping' ? 'Ok.\n' : '{"n":1}\n');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    engine = connectToCluster(`http://reader:secret@127.0.0.1:${port}/statistics`);
  });
  afterAll(async () => {
    await engine.close();
    server.close();
  });

  test('gets the same statement, with the values separate', async () => {
    const sql = 'SELECT 1 AS n WHERE has({codes:Array(String)}, {code:String})';
    expect(await engine.query(sql, { codes: [`it's`], code: `' OR 1=1` })).toEqual([{ n: 1 }]);
    const { path, body } = requests.at(-1)!;
    expect(body).toBe(`${sql} \nFORMAT JSONEachRow`);
    expect(path.searchParams.get('param_codes')).toBe(`['it\\'s']`);
    expect(path.searchParams.get('param_code')).toBe(`\\' OR 1=1`);
    expect(path.searchParams.get('database')).toBe('statistics');
  });

  test('gets the limits of a query in its statement', async () => {
    await new LimitedEngine(engine).rows('SELECT 1').catch(() => undefined);
    expect(requests.at(-1)?.body).toMatch(
      /^SELECT 1\nSETTINGS max_execution_time = 10, max_memory_usage = 2000000000, max_memory_usage_for_user = 2500000000, /,
    );
  });

  test('gets rows as JSON lines, parsed to the last digit', async () => {
    await engine.insert('observation', [{ value: 0.1 }, { value: null }]);
    const { path, body } = requests.at(-1)!;
    expect(body).toBe('{"value":0.1}\n{"value":null}\n');
    expect(path.searchParams.get('precise_float_parsing')).toBe('1');
  });

  test('gets blocks as the body of a request', async () => {
    const block = nativeBlock(2, [uint32Column('c1', Uint32Array.of(1, 200_000))]);
    await engine.insertBlock('observation', block);
    const { path, bytes } = requests.at(-1)!;
    expect(path.searchParams.get('query')).toBe('INSERT INTO observation (c1) FORMAT Native');
    expect([...bytes]).toEqual([...block.bytes]);
  });

  test('is shared, so nothing is deleted there', () => {
    expect(engine.exclusive).toBe(false);
  });

  test('is not ready while it is down', async () => {
    const gone = connectToCluster('http://127.0.0.1:9');
    await expect(gone.ping()).rejects.toThrow();
    await gone.close();
  });
});
