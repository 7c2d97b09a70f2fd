import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { repository } from './compose-file.ts';

export interface ProductionProcess {
  readonly url: string;
  /** Both of its streams, so far. */
  readonly output: () => string;
  /** Settles with the exit code, or the name of the signal. */
  readonly exited: Promise<number | string>;
  /** @throws Error with its output where it ends before /readyz answers 200 */
  ready(): Promise<void>;
  stop(): Promise<number | string>;
}

/** What the image of a service runs: the build, by plain node, in a folder of its own. */
export function runBuild(
  service: string,
  env: Readonly<Record<string, string>>,
  folder: string,
): ProductionProcess {
  const entry = service === 'gateway' ? 'gateway/dist/main.js' : `${service}/dist/index.js`;
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [join(repository, entry)], {
    cwd: folder,
    env: { PATH, HOME, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  }
  const url = `http://127.0.0.1:${env.PORT}`;
  const exited = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string);
  return {
    url,
    output: () => output,
    exited,
    async ready() {
      while (!(await isReady(url))) {
        if (child.exitCode !== null) throw new Error(`${service} has ended:\n${output}`);
        await sleep(100);
      }
    },
    stop() {
      child.kill('SIGTERM');
      return exited;
    },
  };
}

function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
}
