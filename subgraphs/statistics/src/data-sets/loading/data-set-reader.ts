import { type ChildProcess, fork } from 'node:child_process';
import { siblingProgram } from '@civic-graph/service';
import type { ReadRequest } from '../read-data-set.ts';
import type { ManifestOutcome } from '../read-manifest.ts';
import type { LoadCommand, LoadReply } from './load-messages.ts';
import { ManifestAssembly } from './manifest-parts.ts';
import type { ReadHandlers, ReadOutcome } from './read-file.ts';

const program = siblingProgram('load-process', import.meta.url);
/**
 * A small heap that grows slowly, because nearly all of it is garbage; the typed arrays are outside the heap.
 */
const heapFlags = ['--max-semi-space-size=4', '--heap-growing-percent=15'];
const execArgv = [...heapFlags, ...program.execArgv];

/** The reader failed or ended, for example because it ran out of memory. */
interface Failed {
  readonly kind: 'failed';
  readonly reason: string;
}

/** Reads data sets and their manifests, one at a time. */
export interface DataSetReader {
  /** Reads a manifest, with the structure messages that it names. */
  readManifest(file: string): Promise<ManifestOutcome | Failed>;
  read(request: ReadRequest, handlers: ReadHandlers): Promise<ReadOutcome>;
  close(): void;
}

/** What can be done with a reply. */
interface Call<Outcome> {
  readonly send: (command: LoadCommand) => void;
  readonly end: (outcome: Outcome) => void;
  readonly fail: (reason: string) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Reads data sets in a separate process, started when needed. Any failure there, a crash included, is only an
 * outcome.
 */
export class ReaderProcess implements DataSetReader {
  #child: ChildProcess | undefined;

  readManifest(file: string): Promise<ManifestOutcome | Failed> {
    const assembly = new ManifestAssembly();
    return this.#call<ManifestOutcome>({ kind: 'read-manifest', file }, (reply, { end, fail }) => {
      if (reply.kind === 'failed') fail(reply.reason);
      else if (reply.kind === 'manifest-refused') end(reply);
      else if (reply.kind === 'codes' || reply.kind === 'manifest') {
        const manifest = assembly.add(reply);
        if (manifest !== undefined) end({ kind: 'manifest', manifest });
      }
    });
  }

  /** @throws whatever `write` throws */
  read(request: ReadRequest, handlers: ReadHandlers): Promise<ReadOutcome> {
    return this.#call<ReadOutcome>({ kind: 'read', ...request }, (reply, { send, end, fail, reject }) => {
      if (reply.kind === 'progress') handlers.progress(reply);
      else if (reply.kind === 'block') handlers.write(reply.block).then(() => send({ kind: 'next' }), reject);
      else if (reply.kind === 'failed') fail(reply.reason);
      else if (reply.kind === 'done' || reply.kind === 'refused') end(reply);
    });
  }

  close(): void {
    this.#child?.kill();
    this.#child = undefined;
  }

  #call<Outcome>(
    command: LoadCommand,
    onReply: (reply: LoadReply, call: Call<Outcome>) => void,
  ): Promise<Outcome | Failed> {
    const child = this.#start();
    return new Promise((resolve, reject) => {
      const end = (outcome: Outcome | Failed) => {
        child.removeAllListeners();
        resolve(outcome);
      };
      const fail = (reason: string) => {
        // A child that failed is not reused for the next data set.
        this.close();
        end({ kind: 'failed', reason });
      };
      const send = (next: LoadCommand) => child.send(next, (error) => error && fail(error.message));
      child.once('error', (error) => fail(error.message));
      child.once('exit', (code, signal) => fail(`its process ended with ${code ?? signal}`));
      child.on('message', (message) => onReply(message as LoadReply, { send, end, fail, reject }));
      send(command);
    });
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
