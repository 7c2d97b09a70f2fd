import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError } from '@civic-graph/service';
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { ClickHouseEngine } from './clickhouse-engine.ts';
import { insertByFile, insertByRequest } from './insert-block.ts';
import type { StatisticsEngine } from './statistics-engine.ts';

/** Errors are thrown; the caller logs them with the usual fields. */
const log = { level: ClickHouseLogLevel.OFF };

type Connection = NonNullable<NonNullable<Parameters<typeof createClient>[0]>['connection']>;

/**
 * Opens ClickHouse in this process, with its tables in a directory that only one process can hold. The lock
 * ends with the process, even if it is killed.
 */
export async function openEmbeddedEngine(directory: string): Promise<StatisticsEngine> {
  const path = join(directory, 'engine');
  await mkdir(path, { recursive: true }).catch((cause: unknown) => {
    throw new ConfigurationError(`DATA_DIR: ${path} cannot be created or written`, { cause });
  });
  const insertBlock = await insertByFile(join(directory, 'inserts'));
  // Half a gigabyte of machine code; a process that uses a cluster does not load it.
  const { createChdbConnection } = await import('chdb/connection');
  try {
    // chdb types its connection by @clickhouse/client-common 1.22, the client by its own copy; the contract
    // is the same.
    const connection = createChdbConnection({ path }) as unknown as Connection;
    return new ClickHouseEngine(createClient({ connection, log }), { exclusive: true, insertBlock });
  } catch (cause) {
    throw new ConfigurationError(
      `DATA_DIR: the statistics engine cannot open ${path}; is another process using it?`,
      { cause },
    );
  }
}

/** A ClickHouse server or cluster. The URL may contain user, password and database, and is never logged. */
export function connectToCluster(url: string): StatisticsEngine {
  const insertBlock = insertByRequest;
  return new ClickHouseEngine(createClient({ url, log }), { exclusive: false, insertBlock });
}
