import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { eventually } from '../eventually.ts';
import { startTestDatabase } from './test-database.ts';
import { startTestServer } from './test-server.ts';

function listens(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

/** Content of the table, or the code of the error. */
function read(url: string, table: string): Promise<unknown> {
  return query(url, `SELECT * FROM ${table}`).catch((error: { code?: unknown }) => error.code);
}

async function query(url: string, statement: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

test('databases share a server and nothing else; stop removes one despite open connections', async () => {
  const [first, second] = await Promise.all([startTestDatabase(), startTestDatabase()]);
  expect(new URL(first.url).port).toBe(new URL(second.url).port);
  const client = new pg.Client({ connectionString: first.url });
  const broken = new Promise((resolve) => client.on('error', resolve));
  await client.connect();
  await client.query('CREATE TABLE sample AS SELECT 1 AS one');
  expect(await read(first.url, 'sample')).toEqual([{ one: 1 }]);
  expect(await read(second.url, 'sample')).toBe('42P01');
  await first.stop();
  await broken;
  expect(await read(first.url, 'sample')).toBe('3D000');
  expect(await read(second.url, 'sample')).toBe('42P01');
  await second.stop();
});

test('a database is filled once, and each caller gets a copy', async () => {
  const fill = vi.fn(async (url: string) => {
    await query(url, 'CREATE TABLE sample AS SELECT 1 AS one');
  });
  const [first, second] = await Promise.all([startTestDatabase(fill), startTestDatabase(fill)]);
  expect(fill).toHaveBeenCalledOnce();
  await query(first.url, 'UPDATE sample SET one = 2');
  expect(await read(first.url, 'sample')).toEqual([{ one: 2 }]);
  expect(await read(second.url, 'sample')).toEqual([{ one: 1 }]);
  await first.stop();
  expect(await read(second.url, 'sample')).toEqual([{ one: 1 }]);
  await second.stop();
});

test('a server starts on its own port and is gone after stop', async () => {
  const [first, second] = await Promise.all([startTestServer(), startTestServer()]);
  expect(new URL(first.url).port).not.toBe(new URL(second.url).port);
  expect(await listens(first.url)).toBe(true);
  await first.stop();
  expect(await listens(first.url)).toBe(false);
  expect(await listens(second.url)).toBe(true);
  await second.stop();
});

test('a killed test runner leaves no server and no files behind', async () => {
  const module = fileURLToPath(new URL('./test-database.ts', import.meta.url));
  const script = `const { startTestDatabase } = await import(${JSON.stringify(module)});
    console.log((await startTestDatabase()).url);`;
  const flags = ['--conditions=source', '--import', 'tsx', '--input-type=module', '-e', script];
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-test-'));
  await chmod(folder, 0o711);
  const env = { ...process.env, TMPDIR: folder };
  const runner = spawn(process.execPath, flags, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [url] = (await once(createInterface(runner.stdout), 'line')) as [string];
  expect(await listens(url)).toBe(true);
  expect((await readdir(folder)).filter((name) => name.startsWith('civic-graph-test-'))).toHaveLength(1);
  runner.kill('SIGKILL');
  await eventually(async () => {
    expect(await listens(url)).toBe(false);
    expect((await readdir(folder)).filter((name) => name.startsWith('civic-graph-test-'))).toEqual([]);
  });
  await rm(folder, { recursive: true });
});
