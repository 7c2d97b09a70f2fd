import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError } from '@civic-graph/service';
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { ClickHouseEngine } from './clickhouse-engine.ts';
import type { StatisticsEngine } from './statistics-engine.ts';

/** Errors are thrown; the catcher logs them with the usual fields. */
const log = { level: ClickHouseLogLevel.OFF };

type Connection = NonNullable<NonNullable<Parameters<typeof createClient>[0]>['connection']>;

/**
 * ClickHouse in this process, its tables in a directory that one process at a time may hold. The lock goes
 * with the process, also when that is killed.
 */
export async function openEmbeddedEngine(directory: string): Promise<StatisticsEngine> {
  const path = join(directory, 'engine');
  await mkdir(path, { recursive: true }).catch((cause: unknown) => {
    throw new ConfigurationError(`DATA_DIR: ${path} cannot be made or written`, { cause });
  });
  // Half a gigabyte of machine code, which a process that uses a cluster need not load.
  const { createChdbConnection } = await import('chdb/connection');
  try {
    // chdb declares its connection by the types of @clickhouse/client-common 1.22, the client by its own copy
    // of them; the contract is the same.
    const connection = createChdbConnection({ path }) as unknown as Connection;
    return new ClickHouseEngine(createClient({ connection, log }), { exclusive: true });
  } catch (cause) {
    throw new ConfigurationError(
      `DATA_DIR: the statistics engine cannot open ${path}; is another process using it?`,
      { cause },
    );
  }
}

/** A ClickHouse server or cluster. The URL may hold user, password and database; they never reach a log. */
export function connectToCluster(url: string): StatisticsEngine {
  return new ClickHouseEngine(createClient({ url, log }), { exclusive: false });
}
