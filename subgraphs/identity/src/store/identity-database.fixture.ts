import { createDatabase, type Database, migrateToLatest } from '@civic-graph/subgraph-kit';
import { startTestDatabase } from '@civic-graph/testing';
import type { IdentityTables } from './database.ts';

/** Empty tables, without the service. */
export async function startIdentityDatabase(): Promise<{
  database: Database<IdentityTables>;
  stop(): Promise<void>;
}> {
  const server = await startTestDatabase();
  const database = createDatabase<IdentityTables>(server.url);
  await migrateToLatest(database, new URL('../../migrations/', import.meta.url));
  return {
    database,
    async stop() {
      await database.destroy();
      await server.stop();
    },
  };
}
