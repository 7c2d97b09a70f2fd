import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { onGatewayCore } from './cores.ts';
import { cpuMsOf, rssMbOf } from './process-figures.ts';

/** A gateway in a separate process. */
export interface Contender {
  readonly name: string;
  readonly url: string;
  /** Milliseconds from the start of the process to its first correct answer. */
  readonly coldMs: number;
  readonly pid: number;
  /** Milliseconds of CPU time since the start, user and system. */
  cpuMs(): number;
  rssMb(): number;
  stop(): Promise<void>;
}

export interface ContenderOptions {
  readonly name: string;
  /** Program and arguments. */
  readonly command: readonly string[];
  readonly url: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Sends the first query. @throws Error if the answer is incomplete */
  readonly probe: (url: string) => Promise<void>;
  /** Cores in the notation of `taskset`. Default is the gateway's core. */
  readonly cores?: string;
}

const startDeadlineMs = 30_000;
const stopDeadlineMs = 10_000;

/** @throws Error with the end of the process's output if it does not become ready */
export async function startContender(options: ContenderOptions): Promise<Contender> {
  const { name, command, url, cwd, env, probe, cores } = options;
  const started = performance.now();
  const [program, ...args] = onGatewayCore(command, cores) as [string, ...string[]];
  const child = spawn(program, args, {
    cwd,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // No contender outlives the bench, however it ends.
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-2_000);
    });
  }
  const pid = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('spawn', () => resolve(Number(child.pid)));
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), stopDeadlineMs);
    await ended;
    clearTimeout(timer);
  };
  for (;;) {
    const failure = await probe(url).then(
      () => null,
      (error: Error) => error.message,
    );
    if (failure === null) break;
    if (child.exitCode !== null) throw new Error(`ended while it started: ${output}`);
    if (performance.now() - started > startDeadlineMs) {
      await stop();
      throw new Error(`did not answer in ${startDeadlineMs / 1000} s (${failure}): ${output}`);
    }
    await wait(5);
  }
  return {
    name,
    url,
    pid,
    coldMs: performance.now() - started,
    cpuMs: () => cpuMsOf(pid),
    rssMb: () => rssMbOf(pid),
    stop,
  };
}
