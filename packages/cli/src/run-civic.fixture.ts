import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { runCivic } from './civic.ts';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

type Env = Readonly<Record<string, string>>;

/**
 * Runs a command line in this process, because starting one takes a second of CPU time.
 * @param onNote gets each text for standard error at once
 */
export async function run(
  args: readonly string[],
  env: Env = {},
  now = new Date(),
  onNote: (text: string) => void = () => {},
): Promise<Ran> {
  let [stdout, stderr] = ['', ''];
  const code = await runCivic(args, {
    env,
    stdout: { write: (text) => (stdout += text) },
    stderr: {
      write(text) {
        stderr += text;
        onNote(text);
      },
    },
    now: () => now,
  });
  return { code, stdout, stderr };
}

const program = fileURLToPath(new URL('../bin/civic.mjs', import.meta.url));

/** Runs the program of package.json's `bin`, as typed. */
export function runProcess(args: readonly string[], env: Env = {}, cwd = '/'): Promise<Ran> {
  const options = { cwd, env: { PATH: process.env.PATH, ...env } };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [program, ...args], options, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}
