import { type ChildProcess, fork } from 'node:child_process';
import { siblingProgram } from '@civic-graph/service';
import type { ReadRequest } from '../read-data-set.ts';
import type { LoadCommand, LoadReply } from './load-messages.ts';
import type { ReadHandlers, ReadOutcome } from './read-file.ts';

const program = siblingProgram('load-process', import.meta.url);
/**
 * A small heap that grows slowly, because nearly all of it is garbage; the typed arrays are outside the heap.
 */
const heapFlags = ['--max-semi-space-size=4', '--heap-growing-percent=15'];
const execArgv = [...heapFlags, ...program.execArgv];

/** Reads data sets one at a time. */
export interface DataSetReader {
  read(request: ReadRequest, handlers: ReadHandlers): Promise<ReadOutcome>;
  close(): void;
}

/**
 * Reads data sets in a separate process, started when needed. Any failure there, a crash included, is only an
 * outcome.
 */
export class ReaderProcess implements DataSetReader {
  #child: ChildProcess | undefined;

  /** @throws whatever `write` throws */
  read(request: ReadRequest, handlers: ReadHandlers): Promise<ReadOutcome> {
    const child = this.#start();
    return new Promise<ReadOutcome>((resolve, reject) => {
      const end = (outcome: ReadOutcome) => {
        child.removeAllListeners();
        // A child that failed is not reused for the next data set.
        if (outcome.kind === 'failed') this.close();
        resolve(outcome);
      };
      const fail = (reason: string) => end({ kind: 'failed', reason });
      const send = (command: LoadCommand) => child.send(command, (error) => error && fail(error.message));
      child.once('error', (error) => fail(error.message));
      child.once('exit', (code, signal) => fail(`its process ended with ${code ?? signal}`));
      child.on('message', (message) => {
        const reply = message as LoadReply;
        if (reply.kind === 'progress') handlers.progress(reply);
        else if (reply.kind === 'block')
          handlers.write(reply.block).then(() => send({ kind: 'next' }), reject);
        else end(reply);
      });
      send({ kind: 'read', ...request });
    });
  }

  close(): void {
    this.#child?.kill();
    this.#child = undefined;
  }

  #start(): ChildProcess {
    this.#child ??= fork(program.file, [], {
      execArgv,
      // The child needs no keys or addresses of the service.
      env: { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    return this.#child;
  }
}
