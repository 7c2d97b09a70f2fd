import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ServerOptions {
  readonly folder: string;
  /** Script of its package.json. */
  readonly script: string;
  /** Where it listens, on loopback. */
  readonly port: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly onLine: (line: string) => void;
}

/** The server of a subgraph, run by a script of its package.json. */
export interface ServerProcess {
  /** Settles when it has ended, with the exit code or signal. */
  readonly exited: Promise<string>;
  stop(): Promise<void>;
}

const patienceMs = 5_000;
const pauseMs = 100;

export function startServer({ folder, script, port, env, onLine }: ServerOptions): ServerProcess {
  const child = spawn('npm', ['run', '--silent', script], {
    cwd: folder,
    env,
    // A process group of its own: npm does not pass signals on to what it has started.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', onLine);
  const exited = ending(child);
  return {
    exited,
    async stop() {
      signalGroup(child, 'SIGTERM');
      const force = setTimeout(() => signalGroup(child, 'SIGKILL'), patienceMs);
      await exited;
      // What npm has started may outlive npm by a moment.
      while (await isListening(port)) {
        signalGroup(child, 'SIGTERM');
        await sleep(pauseMs);
      }
      clearTimeout(force);
    },
  };
}

/** Waits until something listens on the port. @returns false if the signal has aborted first */
export async function untilListening(port: number, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    if (await isListening(port)) return true;
    await sleep(pauseMs, undefined, { signal }).catch(() => {});
  }
  return false;
}

export async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // It has ended.
  }
}

async function ending(child: ChildProcess): Promise<string> {
  const failed = once(child, 'error').then(([error]) => [String(error.message), null]);
  const [code, signal] = await Promise.race([once(child, 'exit'), failed]);
  return signal === null ? `with ${code}` : `by ${signal}`;
}
