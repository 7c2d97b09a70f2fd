import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

export interface NodeProcess {
  /** The first line that it printed. */
  readonly firstLine: string;
  stop(): Promise<void>;
  /** Without a chance to clear up. */
  kill(): Promise<void>;
}

/**
 * Runs a file of the repository, a source or one of the build, as a process of its own.
 *
 * @throws Error with what it printed where it ends before it has printed a line
 */
export async function runNode(entry: string, env: Readonly<Record<string, string>>): Promise<NodeProcess> {
  const { PATH, HOME } = process.env;
  const flags = entry.endsWith('.ts') ? ['--conditions=source', '--import', 'tsx'] : [];
  const child = spawn(process.execPath, [...flags, entry], {
    cwd: repository,
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  const exited = once(child, 'exit');
  const first = once(createInterface(child.stdout), 'line').then(([line]) => String(line));
  const ended = exited.then(() => {
    throw new Error(`${entry} has ended:\n${complaints}`);
  });
  // Once it is up, its end is no surprise.
  ended.catch(() => {});
  return {
    firstLine: await Promise.race([first, ended]),
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
