import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ServerUser } from './server-user.ts';

export interface ServerProcess {
  stop(): Promise<void>;
}

/*
 * The shell waits for the end of its standard input, which comes when we ask for it or when our process is gone,
 * however it went: a test runner that is killed leaves no server behind. SIGINT is PostgreSQL's fast shutdown.
 */
const guardian = '"$@" & server=$!; cat >/dev/null; kill -INT $server; wait $server';
const startDeadlineMilliseconds = 60_000;

/** @throws Error with the server's last words where it does not come up */
export async function startServer(
  program: string,
  args: readonly string[],
  user: ServerUser,
): Promise<ServerProcess> {
  const shell = spawn('sh', ['-c', guardian, 'sh', program, ...args], {
    ...user,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const stop = async () => {
    if (shell.exitCode !== null) return;
    const exited = once(shell, 'exit');
    shell.stdin.end();
    await exited;
  };
  try {
    await untilReady(shell);
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}

function untilReady(shell: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    const fail = () => reject(new Error(`PostgreSQL did not start: ${log.slice(-1_000)}`));
    const deadline = setTimeout(fail, startDeadlineMilliseconds);
    const settle = (settled: () => void) => {
      clearTimeout(deadline);
      settled();
    };
    shell.on('exit', () => settle(fail));
    // It goes on being read after the start: a full pipe would stop the server.
    shell.stderr?.setEncoding('utf8').on('data', (text: string) => {
      log = (log + text).slice(-4_000);
      if (log.includes('ready to accept connections')) settle(resolve);
      else if (log.includes('FATAL')) settle(fail);
    });
  });
}
