import { type ChildProcess, fork } from 'node:child_process';
import { PublicError } from '@civic-graph/errors';
import { siblingProgram } from '@civic-graph/service';
import type { UsageAnswer, UsageQuestion } from './embedded-messages.ts';
import type { UsageDatabase } from './usage-database.ts';

const program = siblingProgram('embedded-process', import.meta.url);

/** Questions that wait; each batch may be a megabyte. */
const maxWaiting = 64;
/** A statement ends after ten seconds; the start of the process comes before the first. */
const limitMs = 30_000;
/** Idle time after which the process ends, since it holds some 280 MB. Gateways report every minute. */
const idleMs = 90_000;

interface Waiting {
  readonly resolve: (rows: readonly unknown[]) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * ClickHouse in a process of its own: it starts with the first question, and neither its statements nor its
 * end reach the service that gateways wait for.
 */
export function createEmbeddedDatabase(directory: string): UsageDatabase {
  const waiting = new Map<number, Waiting>();
  let child: ChildProcess | undefined;
  let idle: NodeJS.Timeout | undefined;
  let last = 0;

  return {
    async insert(rows, batch) {
      await ask((number) => ({ number, kind: 'insert', rows, batch }));
    },
    query: async (sql, parameters) => ask((number) => ({ number, kind: 'query', sql, parameters })),
    async close() {
      end('it is being closed');
    },
  };

  function ask(question: (number: number) => UsageQuestion): Promise<readonly unknown[]> {
    if (waiting.size >= maxWaiting) {
      throw new PublicError('OVERLOADED', undefined, { extensions: { retryAfter: 5 } });
    }
    clearTimeout(idle);
    child ??= start();
    const asked = child;
    last += 1;
    const number = last;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => end('it took too long'), limitMs);
      waiting.set(number, { resolve, reject, timer });
      asked.send(question(number), (error) => {
        if (error && child === asked) end(error.message);
      });
    });
  }

  function start(): ChildProcess {
    const started = fork(program.file, [directory], {
      execArgv: [...program.execArgv],
      // Keys and addresses of the service are not needed there.
      env: { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    started.on('message', (message) => settle(message as UsageAnswer));
    started.on('exit', (code, signal) => {
      if (child === started) end(`its process ended with ${code ?? signal}`);
    });
    started.on('error', ({ message }) => {
      if (child === started) end(message);
    });
    return started;
  }

  function settle(answer: UsageAnswer): void {
    const asked = waiting.get(answer.number);
    if (asked === undefined) return;
    waiting.delete(answer.number);
    clearTimeout(asked.timer);
    if (answer.kind === 'done') asked.resolve(answer.rows);
    else asked.reject(new Error(`usage: ${answer.reason}`));
    if (waiting.size > 0) return;
    idle = setTimeout(() => end('it was idle'), idleMs);
    idle.unref();
  }

  /** The next question starts another process. */
  function end(reason: string): void {
    clearTimeout(idle);
    const ended = child;
    child = undefined;
    ended?.kill();
    for (const { reject, timer } of waiting.values()) {
      clearTimeout(timer);
      reject(new Error(`usage: the embedded database has ended: ${reason}`));
    }
    waiting.clear();
  }
}
