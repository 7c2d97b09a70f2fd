import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { siblingProgram } from '@civic-graph/service';
import type { ParquetHead, ParquetRow } from './parquet-file.ts';

const { threadFile } = siblingProgram('parquet-worker', import.meta.url);
/** Heap limit: a row group takes about 20 MB, the footer of the file a few bytes per group. */
const resourceLimits = { maxOldGenerationSizeMb: 128 };

/** Encodes one Parquet file. */
export interface ParquetEncoder {
  /** @returns the bytes that these rows complete, possibly none */
  add(rows: readonly ParquetRow[]): Promise<Uint8Array>;
  finish(): Promise<Uint8Array>;
  end(): Promise<void>;
}

/**
 * Encodes in a thread, because each row group is encoded in one step, and so is the footer, which grows with
 * their number.
 */
export function openParquetThread(head: ParquetHead): ParquetEncoder {
  const worker = new Worker(threadFile, { workerData: head, resourceLimits, env: {}, execArgv: [] });
  // Listened to from the start: an error that nobody hears ends the process, and a thread ends once.
  const ended = new Promise<never>((_, reject) => {
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the thread that encodes Parquet ended')));
  });
  ended.catch(() => undefined);
  const ask = async (rows: readonly ParquetRow[] | null): Promise<Uint8Array> => {
    const stop = new AbortController();
    try {
      const answer = once(worker, 'message', { signal: stop.signal });
      worker.postMessage(rows);
      const [bytes] = (await Promise.race([answer, ended])) as [Uint8Array];
      return bytes;
    } finally {
      stop.abort();
    }
  };
  return {
    add: ask,
    finish: () => ask(null),
    async end() {
      await worker.terminate();
    },
  };
}
