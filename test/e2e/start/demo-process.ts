import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@civic-graph/demo/database-server';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
/** Whether to run the build, for tests of how it ends, so that they need not wait for compilation. */
const launcher = 'packages/launcher/dist/start.js';

/**
 * Free ports and a separate data folder, so that tests can run beside others and beside a real demo.
 *
 * @param isRootOnly whether only root can enter the data folder's parent, as in root's home
 */
export async function demoEnvironment(isRootOnly = false): Promise<Record<string, string>> {
  const names = [
    ...['PORT', 'ADMIN_PORT', 'PORT_IDENTITY', 'PORT_TRANSPORT', 'PORT_PAYMENTS', 'PORT_STATISTICS'],
    ...['PORT_PLATFORM', 'PORT_CITY_PORTAL'],
  ];
  const ports: Record<string, string> = {};
  for (const name of names) ports[name] = String(await freePort());
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-start-'));
  if (!isRootOnly) await chmod(folder, 0o755);
  return { ...ports, CITY_PORTAL: 'off', DATA_DIR: join(folder, 'data') };
}

/** A start as a user sees it: its output, and how it ends. */
export interface DemoProcess {
  readonly pid: number;
  readonly output: () => string;
  /** Settles with the exit code, or the name of the signal. */
  readonly exited: Promise<number | string>;
  /** @throws Error with the whole output if the process ends before it has printed the text */
  until(text: string): Promise<void>;
  /** To the whole process group, as a terminal sends it. */
  interrupt(): void;
}

/** `npm start`, with everything that npm puts around it. */
export function npmStart(env: Readonly<Record<string, string>>, ...args: readonly string[]): DemoProcess {
  return watch(spawn('npm', ['start', ...(args.length > 0 ? ['--', ...args] : [])], options(env)));
}

/** `npm start -- --built`, without npm. */
export function start(
  env: Readonly<Record<string, string>>,
  flags: readonly string[] = ['--built'],
): DemoProcess {
  return watch(spawn(process.execPath, [launcher, ...flags], options(env)));
}

function options(env: Readonly<Record<string, string>>) {
  const { PATH, HOME } = process.env;
  return { cwd: repository, env: { PATH, HOME, ...env }, detached: true } as const;
}

function watch(child: ChildProcess): DemoProcess {
  let text = '';
  const listeners = new Set<() => void>();
  const exited = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string);
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      for (const listener of listeners) listener();
    });
  }
  const pid = child.pid as number;
  return {
    pid,
    output: () => text,
    exited,
    async until(wanted) {
      const printed = new Promise<'printed'>((resolve) => {
        const look = () => text.includes(wanted) && resolve('printed');
        listeners.add(look);
        look();
      });
      if ((await Promise.race([printed, exited])) !== 'printed') throw new Error(`It ended with:\n${text}`);
    },
    interrupt: () => process.kill(-pid, 'SIGINT'),
  };
}
