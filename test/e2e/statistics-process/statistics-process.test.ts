import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

/*
 * A native engine in the process: real processes show what happens when it ends in different ways.
 */

let dataDirectory: string;
const running = new Set<ChildProcess>();
beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'civic-graph-process-'));
});
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});
afterAll(() => rm(dataDirectory, { recursive: true, force: true }));

interface Started {
  readonly child: ChildProcess;
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  readonly url: string;
}

function run() {
  const child = spawn(
    process.execPath,
    [
      '--conditions=source',
      '--import',
      'tsx',
      fileURLToPath(new URL('../../../subgraphs/statistics/src/index.ts', import.meta.url)),
    ],
    {
      env: {
        PATH: process.env.PATH,
        PORT: '0',
        DEPLOYMENT: 'demo',
        DATA_DIR: dataDirectory,
        SUBGRAPH_SECRET: Buffer.alloc(32, 'statistics').toString('base64url'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  running.add(child);
  const exited = once(child, 'exit').then(([code, signal]) => {
    running.delete(child);
    return (code ?? signal) as number | string;
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    output.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output.stderr += chunk;
  });
  return { child, exited, output };
}

/** Waits for the line with the URL. */
async function start(): Promise<Started & { readonly exited: Promise<number | string> }> {
  const { child, exited, output } = run();
  for (;;) {
    const complete = output.stdout.split('\n').slice(0, -1);
    const lines = complete.map((line) => JSON.parse(line) as Record<string, unknown>);
    const ready = lines.find(({ msg }) => msg === 'ready');
    if (ready !== undefined) return { child, lines, url: String(ready.url), exited };
    const ended = await Promise.race([exited, once(child.stdout!, 'data').then(() => undefined)]);
    if (ended !== undefined) throw new Error(`ended with ${ended}: ${output.stderr}`);
  }
}

function dataSets(lines: Started['lines']): unknown[] {
  return lines.map(({ msg }) => msg).filter((message) => String(message).startsWith('data set '));
}

test('SIGTERM ends it with 0, SIGKILL does not prevent the next start, and loaded data survives both', {
  timeout: 120_000,
}, async () => {
  const first = await start();
  expect(dataSets(first.lines)).toEqual(Array(4).fill('data set loaded'));
  expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  expect((await fetch(`${first.url}/graphql`, { method: 'POST', body: '{}' })).status).toBe(401);
  first.child.kill('SIGTERM');
  expect(await first.exited).toBe(0);

  const second = await start();
  expect(dataSets(second.lines)).toEqual(Array(4).fill('data set kept'));
  second.child.kill('SIGKILL');
  expect(await second.exited).toBe('SIGKILL');

  const third = await start();
  expect(dataSets(third.lines)).toEqual(Array(4).fill('data set kept'));
  expect((await fetch(`${third.url}/readyz`)).status).toBe(200);

  const rival = run();
  expect(await rival.exited).toBe(1);
  expect(rival.output.stderr).toMatch(/DATA_DIR: the statistics engine cannot open .* another process/);
  third.child.kill('SIGTERM');
  expect(await third.exited).toBe(0);
});
