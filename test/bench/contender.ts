import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** A gateway in a process of its own. */
export interface Contender {
  readonly name: string;
  readonly url: string;
  /** Milliseconds from the start of the process to its first right answer. */
  readonly coldMs: number;
  /** Milliseconds of processor time since the start, user and system. */
  cpuMs(): number;
  rssMb(): number;
  stop(): Promise<void>;
}

export interface ContenderOptions {
  readonly name: string;
  readonly entry: string;
  readonly url: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Sends the first query; true where the answer is whole. */
  readonly probe: (url: string) => Promise<boolean>;
}

const startDeadlineMs = 60_000;
/** Clock ticks of /proc/PID/stat; 100 a second on every Linux that Node supports. */
const msPerTick = 10;

export async function startContender({
  name,
  entry,
  url,
  cwd,
  env,
  probe,
}: ContenderOptions): Promise<Contender> {
  const started = performance.now();
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', entry], {
    cwd,
    env: { ...env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  while (!(await probe(url).catch(() => false))) {
    if (child.exitCode !== null) throw new Error(`${name} ended while it started`);
    if (performance.now() - started > startDeadlineMs) throw new Error(`${name} did not answer in time`);
    await wait(5);
  }
  return {
    name,
    url,
    coldMs: performance.now() - started,
    cpuMs: () => cpuMs(child),
    rssMb: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024,
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

function cpuMs(child: ChildProcess): number {
  const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8');
  // The name in brackets may hold spaces; user and system time are the 12th and 13th field behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * msPerTick;
}
