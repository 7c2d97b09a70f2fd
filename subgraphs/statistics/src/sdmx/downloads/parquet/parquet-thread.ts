import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { siblingProgram } from '@civic-graph/service';
import type { ParquetHead, ParquetRow } from './parquet-file.ts';

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
  const worker = new Worker(threadProgram(), { workerData: head, resourceLimits, env: {}, execArgv: [] });
  const ask = async (rows: readonly ParquetRow[] | null): Promise<Uint8Array> => {
    const stop = new AbortController();
    const { signal } = stop;
    const ended = once(worker, 'exit', { signal }).then(() => {
      throw new Error('the thread that encodes Parquet ended');
    });
    try {
      worker.postMessage(rows);
      const [bytes] = (await Promise.race([once(worker, 'message', { signal }), ended])) as [Uint8Array];
      return bytes;
    } finally {
      ended.catch(() => undefined);
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

/** From source, another file loads it, because threads cannot be given a loader. */
function threadProgram(): string {
  const { file, isSource } = siblingProgram('parquet-worker', import.meta.url);
  return isSource ? file.replace(/\.ts$/, '.source.mjs') : file;
}
