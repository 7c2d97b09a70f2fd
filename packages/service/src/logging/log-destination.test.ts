import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { expect, test } from 'vitest';

const module = new URL('./log-destination.ts', import.meta.url).href;

test('a full disk loses log lines, and the process continues and ends normally', async () => {
  // Each write to it fails with ENOSPC (full(4)).
  const { code, errors } = await run(
    'await turns(20); process.stderr.write("goes on");',
    openSync('/dev/full', 'w'),
  );
  expect({ code, errors }).toEqual({ code: 0, errors: 'goes on' });
}, 30_000);

test('every line arrives, those of the last moment as well', async () => {
  const { code, output } = await run('log.write("last\\n"); process.exit(0);', 'pipe');
  expect(code).toBe(0);
  const lines = Array.from({ length: 1_000 }, (_, at) => `line ${at}`);
  expect(new Set(output.trimEnd().split('\n'))).toEqual(new Set([...lines, 'last']));
}, 30_000);

test('the last lines arrive in order, even if the thread pool is late', async () => {
  // Each of the four threads (Node.js, UV_THREADPOOL_SIZE) has other work first.
  const { output } = await run(
    `await new Promise((r) => setTimeout(r, 100));
     for (let at = 0; at < 4; at++) pbkdf2('p', 's', 10_000, 64, 'sha512', () => {});
     log.write("fatal\\n"); log.write("last\\n"); process.exit(1);`,
    'pipe',
  );
  expect(output.trimEnd().split('\n').slice(-2)).toEqual(['fatal', 'last']);
}, 30_000);

async function run(rest: string, stdout: number | 'pipe') {
  const program = `import { pbkdf2 } from 'node:crypto';
    import { logDestination } from ${JSON.stringify(module)};
    const log = logDestination();
    const turns = async (count) => { for (let turn = 0; turn < count; turn++) { log.write('more\\n'); await new Promise((r) => setTimeout(r, 5)); } };
    for (let at = 0; at < 1_000; at++) log.write('line ' + at + '\\n');
    ${rest}`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    stdio: ['ignore', stdout, 'pipe'],
  });
  let [output, errors] = ['', ''];
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (errors += chunk));
  const [code] = await once(child, 'close');
  return { code, output, errors };
}
