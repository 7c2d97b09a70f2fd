import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../', import.meta.url));

const keptOutput = 100_000;

/** A service, or another program of ours, in a separate process, so that tests can measure and kill it. */
export interface NodeProcess {
  readonly pid: number;
  /** End of its output, both streams. */
  readonly output: string;
  readonly hasEnded: boolean;
  /** The first line that contains the text. @throws Error with the output if it ends before */
  line(text?: string): Promise<string>;
  /**
   * Resolves when `/readyz` answers 200. @throws Error with the output if it ends before, or after the time
   * limit
   */
  ready(url: string, withinMs?: number): Promise<void>;
  /** Sends a signal. @returns the exit code, or the name of the signal that ended it */
  end(signal?: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | string>;
  /** How it ended. */
  readonly exited: Promise<number | string>;
}

/**
 * Runs a file of the repository, source or build, with only PATH from our environment.
 *
 * @param under a program that runs it, with arguments; it must exec, or signals are lost
 * @param flags of Node, in addition to those that a source needs
 */
export function startNode(
  entry: string,
  env: Readonly<Record<string, string>>,
  {
    cwd = repository,
    under = [],
    flags = [],
    args = [],
  }: {
    readonly cwd?: string;
    readonly under?: readonly string[];
    readonly flags?: readonly string[];
    /** Arguments of the program. */
    readonly args?: readonly string[];
  } = {},
): NodeProcess {
  const ofSource = entry.endsWith('.ts') ? ['--conditions=source', '--import', 'tsx'] : [];
  const command = [...under, process.execPath, ...flags, ...ofSource, `${repository}${entry}`, ...args];
  return startProgram(entry, command, env, cwd);
}

/**
 * Runs any program in the same way.
 *
 * @param name names it in errors
 */
export function startProgram(
  name: string,
  [program = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd = repository,
): NodeProcess {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(program, args, { cwd, env: { PATH, HOME, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  // However the run ends, the process does not outlive it.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-keptOutput);
    });
  }
  // Only after its streams have ended, because the last lines have the reason.
  const exited = once(child, 'close').then(([code, signal]: (number | string | null)[]) => {
    process.off('exit', kill);
    return code ?? signal ?? 'unknown';
  });
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;

  async function until<T>(look: () => T | null | Promise<T | null>, withinMs: number): Promise<T> {
    const start = performance.now();
    for (;;) {
      const found = await look();
      if (found !== null) return found;
      if (hasEnded()) throw new Error(`${name} has ended (${await exited}):\n${output}`);
      if (performance.now() - start > withinMs) {
        child.kill('SIGKILL');
        throw new Error(`${name} is not ready after ${withinMs / 1_000} s:\n${output}`);
      }
      await wait(20);
    }
  }

  return {
    pid: Number(child.pid),
    get output() {
      return output;
    },
    get hasEnded() {
      return hasEnded();
    },
    line: (text = '') => until(() => lineWith(output, text), startWithinMs),
    async ready(url, withinMs = startWithinMs) {
      await until(async () => ((await isReady(url)) ? true : null), withinMs);
    },
    end(signal = 'SIGTERM') {
      child.kill(signal);
      return exited;
    },
    exited,
  };
}

const startWithinMs = 120_000;

/** A line is complete only with a line feed. */
function lineWith(output: string, text: string): string | null {
  return (
    output
      .split('\n')
      .slice(0, -1)
      .find((line) => line.includes(text)) ?? null
  );
}

export async function isReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(new URL('/readyz', url));
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}
