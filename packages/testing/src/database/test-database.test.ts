import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startTestDatabase } from './test-database.ts';

function listens(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

test('a database starts on a port of its own and is gone after stop', async () => {
  const [first, second] = await Promise.all([startTestDatabase(), startTestDatabase()]);
  expect(new URL(first.url).port).not.toBe(new URL(second.url).port);
  expect(await listens(first.url)).toBe(true);
  await first.stop();
  expect(await listens(first.url)).toBe(false);
  expect(await listens(second.url)).toBe(true);
  await second.stop();
});

test('a test runner that is killed leaves no server behind', async () => {
  const module = fileURLToPath(new URL('./test-database.ts', import.meta.url));
  const script = `const { startTestDatabase } = await import(${JSON.stringify(module)});
    console.log((await startTestDatabase()).url);`;
  const flags = ['--conditions=source', '--import', 'tsx', '--input-type=module', '-e', script];
  const runner = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [url] = (await once(createInterface(runner.stdout), 'line')) as [string];
  expect(await listens(url)).toBe(true);
  runner.kill('SIGKILL');
  await expect.poll(() => listens(url)).toBe(false);
});
