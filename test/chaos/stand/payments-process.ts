import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

/** The payments service as `npm start` runs it, in a process of its own, so that it can be killed. */
export interface PaymentsProcess {
  /** The last of what it wrote. */
  readonly output: string;
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

const repository = new URL('../../..', import.meta.url).pathname;
const startDeadlineMs = 120_000;

/** Starts one, and waits until it is ready. A start during a fault of the database may fail: then again. */
export async function startPayments(env: Readonly<Record<string, string>>): Promise<PaymentsProcess> {
  const deadline = Date.now() + startDeadlineMs;
  for (;;) {
    const started = await tryStart(env);
    if (!('failed' in started)) return started;
    if (Date.now() > deadline) throw new Error(`payments does not come up: ${started.failed}`);
  }
}

async function tryStart(
  env: Readonly<Record<string, string>>,
): Promise<PaymentsProcess | { readonly failed: string }> {
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', 'subgraphs/payments/src/index.ts'],
    {
      cwd: repository,
      env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  // Whatever ends the run, it does not outlive it.
  const atExit = () => child.kill('SIGKILL');
  process.once('exit', atExit);
  const exited = once(child, 'exit').then(() => process.off('exit', atExit));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4_000);
    });
  }
  while (child.exitCode === null && child.signalCode === null) {
    const ready = await fetch(`http://127.0.0.1:${env.PORT}/readyz`).catch(() => null);
    if (ready?.ok) {
      return {
        get output() {
          return output;
        },
        async kill(signal) {
          child.kill(signal);
          await exited;
        },
      };
    }
    await wait(50);
  }
  return { failed: output };
}
