import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { ServerUser } from './server-user.ts';

export interface ServerProcess {
  /** Settles when the server has ended. */
  readonly exited: Promise<void>;
  /** PostgreSQL's fast shutdown rolls back open transactions. */
  stop(): Promise<void>;
}

/*
 * One shell waits for the server, another for the end of its standard input, so that the server ends with our
 * process. SIGINT is the fast shutdown.
 */
const guardian = `exec 3<&0
"$@" </dev/null 3<&- & server=$!
{ read -r _ <&3; kill -INT $server; } & watcher=$!
wait $server; code=$?
kill $watcher 2>/dev/null
exit $code`;
const startDeadlineMilliseconds = 60_000;

/** @throws Error with the server's last log lines if it does not start */
export async function startServer(
  program: string,
  args: readonly string[],
  user: ServerUser,
  logFile?: string,
): Promise<ServerProcess> {
  const shell = spawn('sh', ['-c', guardian, 'sh', program, ...args], {
    ...user,
    cwd: '/',
    // Its own process group, so that Ctrl-C reaches only us and the database ends last.
    detached: true,
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C' },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  // The pipe breaks if the server ends first.
  shell.stdin.on('error', () => {});
  const exited = once(shell, 'exit').then(
    () => {},
    () => {},
  );
  const stop = async () => {
    shell.stdin.end();
    await exited;
  };
  if (logFile !== undefined) {
    const log = createWriteStream(logFile, { flags: 'a', mode: 0o600 });
    // A full pipe would block the server.
    log.on('error', () => shell.stderr.unpipe(log).resume());
    shell.stderr.pipe(log);
  }
  try {
    await untilReady(shell);
  } catch (error) {
    await stop();
    throw error;
  }
  return { exited, stop };
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
    shell.on('error', () => settle(fail));
    shell.on('exit', () => settle(fail));
    // Keeps reading after the start: a full pipe would block the server.
    shell.stderr?.setEncoding('utf8').on('data', (text: string) => {
      log = (log + text).slice(-4_000);
      if (log.includes('ready to accept connections')) settle(resolve);
    });
  });
}
