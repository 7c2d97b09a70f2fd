import { parentPort, workerData } from 'node:worker_threads';
import { ParquetFile, type ParquetHead, type ParquetRow } from './parquet-file.ts';

/*
 * Entry point of the thread that encodes a Parquet file (see parquet-thread.ts). It answers one message at a
 * time: rows with the bytes that they complete, null with the rest of the file.
 */

const file = new ParquetFile(workerData as ParquetHead);

parentPort?.on('message', async (rows: readonly ParquetRow[] | null) => {
  const bytes = rows === null ? await file.finish() : await file.add(rows);
  parentPort?.postMessage(bytes);
});
