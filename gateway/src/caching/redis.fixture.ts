import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { freePort } from '@civic-graph/database-server';
import { findProgram } from '../../../test/find-program.ts';

const program = findProgram('redis-server');

/** Why tests on a real Redis are skipped here, or null. Under CI nothing may be skipped. */
export const redisIsAbsent = program === null ? 'redis-server is not installed' : null;
if (redisIsAbsent !== null && process.env.CI === 'true') throw new Error(redisIsAbsent);

export interface TestRedis {
  readonly url: string;
  /** Starts it, after the first time with nothing of before. */
  start(): Promise<void>;
  kill(): Promise<void>;
  /** It lives and says nothing, as a machine that is cut off. */
  freeze(): void;
  thaw(): void;
}

export async function createTestRedis(): Promise<TestRedis> {
  const port = await freePort();
  let server: ChildProcess | undefined;
  return {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      const flags = ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no'];
      server = spawn(program ?? '', flags, { stdio: ['ignore', 'pipe', 'ignore'] });
      if (!server.stdout) throw new Error('unreachable');
      for await (const line of createInterface(server.stdout)) {
        if (/ready to accept connections/i.test(line)) break;
      }
      server.stdout.resume();
    },
    async kill() {
      if (!server || server.exitCode !== null || server.signalCode !== null) return;
      server.kill('SIGKILL');
      await once(server, 'exit');
    },
    freeze: () => void server?.kill('SIGSTOP'),
    thaw: () => void server?.kill('SIGCONT'),
  };
}
