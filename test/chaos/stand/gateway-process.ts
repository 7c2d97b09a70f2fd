import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { cpuMsOf, rssMbOf } from '../../bench/process-figures.ts';

/** A gateway as `npm start` runs it, in a process of its own: its memory is measured, and it can be killed. */
export interface GatewayProcess {
  readonly url: string;
  readonly graphqlUrl: string;
  readonly adminUrl: string;
  readonly pid: number;
  /** The last of what it wrote: log lines, and what an accident left. */
  readonly output: string;
  rssMb(): number;
  cpuMs(): number;
  /** Sends a signal. @returns the exit code, or the signal that ended it */
  end(signal?: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | string>;
}

const repository = new URL('../../..', import.meta.url).pathname;
const startDeadlineMs = 60_000;
const keptOutput = 20_000;

/**
 * Starts one on free ports, and waits until it is ready.
 *
 * @param under a program that runs the gateway, with its arguments: in the same process, or its signals go astray
 * @throws Error with what it wrote, where it does not come up
 */
export async function startGatewayProcess(
  env: Readonly<Record<string, string>>,
  under: readonly string[] = [],
): Promise<GatewayProcess> {
  const node = [process.execPath, '--conditions=source', '--import', 'tsx', 'gateway/src/main.ts'];
  const [program = '', ...args] = [...under, ...node];
  const child = spawn(program, args, {
    cwd: repository,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // Whatever ends the run, no gateway outlives it.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const exited = once(child, 'exit').then(([code, signal]: (number | string | null)[]) => {
    process.off('exit', kill);
    return code ?? signal ?? 'unknown';
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-keptOutput);
    });
  }
  const end: GatewayProcess['end'] = (signal = 'SIGTERM') => {
    child.kill(signal);
    return exited;
  };

  const startedAt = performance.now();
  let ready: { readonly url: string; readonly adminUrl: string } | null = null;
  for (;;) {
    ready ??= readyLine(output);
    if (ready !== null && (await isReady(ready.url))) break;
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the gateway ended: ${output}`);
    if (performance.now() - startedAt > startDeadlineMs) {
      await end('SIGKILL');
      throw new Error(`the gateway is not ready after ${startDeadlineMs / 1_000} s: ${output}`);
    }
    await wait(20);
  }
  const pid = Number(child.pid);
  return {
    ...ready,
    graphqlUrl: `${ready.url}/graphql`,
    pid,
    get output() {
      return output;
    },
    rssMb: () => rssMbOf(pid),
    cpuMs: () => cpuMsOf(pid),
    end,
  };
}

/** The line with which `main.ts` says where it listens. */
function readyLine(output: string): { readonly url: string; readonly adminUrl: string } | null {
  const line = output.split('\n').find((candidate) => candidate.includes('"msg":"ready"'));
  if (line === undefined) return null;
  const { url, adminUrl } = JSON.parse(line) as { url: string; adminUrl: string };
  return { url, adminUrl };
}

function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
}
