import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { ConfigurationError } from '@civic-graph/service';
import type { ClickHouseClient } from '@clickhouse/client';
import type { NativeBlock } from './native-block.ts';

export type InsertBlock = (client: ClickHouseClient, table: string, block: NativeBlock) => Promise<void>;

/** Sends the block in the body of the request. */
export const insertByRequest: InsertBlock = async (client, table, { columns, bytes }) => {
  const query = `INSERT INTO ${table} (${columns.join(', ')}) FORMAT Native`;
  const values = Readable.from([bytes], { objectMode: false });
  const { stream } = await client.exec({ query, values });
  // The connection is free for the next request once the answer is read.
  for await (const _ of stream);
};

/**
 * Passes blocks in files, because the embedded engine accepts only text with a statement.
 *
 * @param directory contains nothing but these files
 * @throws ConfigurationError if the engine would read the path as a pattern
 */
export async function insertByFile(directory: string): Promise<InsertBlock> {
  if (/[*?{}'\\]/.test(directory)) {
    throw new ConfigurationError(`DATA_DIR: ${directory} has one of * ? { } ' \\; choose another path`);
  }
  // A process that was killed may have left files.
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  return async (client, table, { columns, bytes }) => {
    const file = join(directory, `${randomUUID()}.native`);
    try {
      await writeFile(file, bytes);
      const names = columns.join(', ');
      const query = `INSERT INTO ${table} (${names}) SELECT ${names} FROM file('${file}', Native)`;
      await client.command({ query });
    } finally {
      await rm(file, { force: true });
    }
  };
}
