import { siblingProgram } from '@civic-graph/service';
import { AnsweringThread } from '../answering-thread.ts';
import type { ParquetHead, ParquetRow } from './parquet-file.ts';

const { threadFile } = siblingProgram('parquet-worker', import.meta.url);
/** Heap limit (in megabytes): a row group takes about 20, the footer of the file a few bytes per group. */
const heapMb = 128;

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
  const thread = new AnsweringThread(threadFile, { heapMb, workerData: head });
  const ask = async (rows: readonly ParquetRow[] | null): Promise<Uint8Array> => {
    const bytes = await thread.ask(rows);
    if (bytes instanceof Uint8Array) return bytes;
    throw new TypeError('the thread that encodes Parquet sent no bytes');
  };
  return { add: ask, finish: () => ask(null), end: () => thread.end() };
}
