import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, renameSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { repository } from './repository.ts';
import type { Service } from './services.ts';

/** A service that runs, or has run. */
export interface ServiceProcess {
  readonly service: Service;
  /** Settles when it is gone, with how it ended. */
  readonly exited: Promise<string>;
  /** Whether it is gone. */
  readonly hasExited: () => boolean;
  /** The end of what it has said, for a report on its death. */
  readonly lastLines: () => readonly string[];
  /** Lets it finish what is in flight; after ten seconds by force. */
  stop(): Promise<void>;
}

export interface ServiceProcessOptions {
  /** Everything that it says is written there; what an earlier start wrote is kept beside it. */
  readonly logFile: string;
  readonly onLine?: (line: string) => void;
}

const patienceMilliseconds = 10_000;
const rememberedLines = 12;

export function startService(
  service: Service,
  { logFile, onLine = () => {} }: ServiceProcessOptions,
): ServiceProcess {
  if (existsSync(logFile)) renameSync(logFile, logFile.replace(/\.log$/, '.previous.log'));
  const log = createWriteStream(logFile, { mode: 0o600 });
  // Without its log a service serves on.
  log.on('error', () => undefined);
  const child = spawn(process.execPath, [...flagsOf(service), service.entry], {
    cwd: repository,
    env: service.environment,
    // In a group of its own: Ctrl-C at the terminal must reach the launcher only, which stops all in order.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const last: string[] = [];
  const listen = (stream: NodeJS.ReadableStream, keep: boolean) =>
    createInterface({ input: stream }).on('line', (line) => {
      log.write(`${line}\n`);
      if (keep) last.push(line);
      if (last.length > rememberedLines) last.shift();
      onLine(line);
    });
  listen(child.stdout as NodeJS.ReadableStream, false);
  listen(child.stderr as NodeJS.ReadableStream, true);
  const exited = ending(child);
  return {
    service,
    exited: exited.finally(() => log.end()),
    hasExited: () => child.exitCode !== null || child.signalCode !== null,
    lastLines: () => last,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const force = setTimeout(() => child.kill('SIGKILL'), patienceMilliseconds);
      child.kill('SIGTERM');
      await exited;
      clearTimeout(force);
    },
  };
}

/** A source resolves workspaces to their sources: no build is needed. */
function flagsOf({ nodeFlags, entry }: Service): string[] {
  const endWithParent = (file: string) => ['--import', new URL(file, import.meta.url).href];
  if (entry.endsWith('.js')) return [...nodeFlags, ...endWithParent('../dist/end-with-parent.js')];
  return [
    ...nodeFlags,
    '--conditions=source',
    '--import',
    'tsx',
    ...endWithParent('../src/end-with-parent.ts'),
  ];
}

async function ending(child: ChildProcess): Promise<string> {
  // `close` comes after the last line, `exit` may come before it.
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return signal === null ? `with code ${code}` : `by ${signal}`;
}
