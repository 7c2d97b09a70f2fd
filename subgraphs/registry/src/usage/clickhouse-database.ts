import { mkdir } from 'node:fs/promises';
import { OutputGuard, type StatementGuard, unguarded } from '@civic-graph/service';
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import type { UsageDatabase } from './usage-database.ts';
import { createUsageTable } from './usage-table.ts';

/** Errors are thrown; the catcher logs them. */
const log = { level: ClickHouseLogLevel.OFF };
/** Seconds after which ClickHouse gives a statement up. */
const max_execution_time = 10;

type Connection = NonNullable<NonNullable<Parameters<typeof createClient>[0]>['connection']>;

/** A ClickHouse server or cluster. The URL may hold user, password and database; they never reach a log. */
export function connectToCluster(url: string): UsageDatabase {
  return overClient(createClient({ url, log, request_timeout: 15_000 }), unguarded);
}

/** ClickHouse in this process, its tables in a directory that one process at a time may hold. */
export async function openEmbedded(directory: string): Promise<UsageDatabase> {
  await mkdir(directory, { recursive: true });
  // Half a gigabyte of machine code, which a process that uses a cluster need not load.
  const { createChdbConnection } = await import('chdb/connection');
  // chdb declares its connection by another copy of the types of @clickhouse/client-common.
  const connection = createChdbConnection({ path: directory }) as unknown as Connection;
  const client = createClient({ connection, log });
  const discard = async () => void (await client.query({ query: 'SELECT 1', format: 'JSONEachRow' }));
  return overClient(client, new OutputGuard(discard));
}

function overClient(client: ClickHouseClient, guard: StatementGuard): UsageDatabase {
  let created: Promise<unknown> | undefined;
  return {
    async insert(rows, batch) {
      await tableExists();
      await guard.write(() =>
        client.insert({
          table: 'operation_usage',
          values: [...rows],
          format: 'JSONEachRow',
          clickhouse_settings: { insert_deduplication_token: batch },
        }),
      );
    },
    async query(sql, parameters) {
      await tableExists();
      return guard.read(async () => {
        const result = await client.query({
          query: sql,
          query_params: { ...parameters },
          format: 'JSONEachRow',
          clickhouse_settings: { max_execution_time },
        });
        return result.json<unknown>();
      });
    },
    close: () => client.close(),
  };

  /** At first use, and again after a failure. */
  async function tableExists(): Promise<void> {
    created ??= guard.write(() => client.command({ query: createUsageTable }));
    await created.catch((error: unknown) => {
      created = undefined;
      throw error;
    });
  }
}
