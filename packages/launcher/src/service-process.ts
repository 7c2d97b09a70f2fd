import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, renameSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { repository } from './repository.ts';
import type { Service } from './services.ts';

/** A running or ended service. */
export interface ServiceProcess {
  readonly service: Service;
  /** Settles when it has ended, with the exit code or signal. */
  readonly exited: Promise<string>;
  readonly hasExited: () => boolean;
  /** Last lines of its log, for a failure report. */
  readonly lastLines: () => readonly string[];
  /** Stops it gracefully; after ten seconds, by force. */
  stop(): Promise<void>;
}

export interface ServiceProcessOptions {
  /** File for its output; the log of an earlier start is kept beside it. */
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
  // The service continues without its log.
  log.on('error', () => undefined);
  const child = spawn(process.execPath, [...flagsOf(service), service.entry], {
    cwd: repository,
    env: service.environment,
    // Its own process group, so that Ctrl-C reaches only the launcher, which stops everything in order.
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

/** Sources resolve workspaces to their sources, so that no build is needed. */
function flagsOf({ nodeFlags, entry }: Service): string[] {
  const fromSource = entry.endsWith('.ts') ? ['--conditions=source', '--import', 'tsx'] : [];
  return [...nodeFlags, ...fromSource, '--import', new URL('../end-with-parent.mjs', import.meta.url).href];
}

async function ending(child: ChildProcess): Promise<string> {
  // `close` follows the last line of output; `exit` may precede it.
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return signal === null ? `with code ${code}` : `by ${signal}`;
}
