import { createDatabase, type Database, migrateToLatest, prepareDatabase } from '@civic-graph/subgraph-kit';
import { startTestDatabase, urlOfService } from '@civic-graph/testing';
import { registryDatabase } from './database-rights.ts';
import type { RegistryTables } from './tables.ts';

export interface RegistryTestDatabase {
  /** With the rights of the service. */
  readonly db: Database<RegistryTables>;
  readonly serviceUrl: string;
  readonly ownerUrl: string;
  stop(): Promise<void>;
}

/** Empty tables with the rights of production, without the service. */
export async function startRegistryDatabase(): Promise<RegistryTestDatabase> {
  const server = await startTestDatabase(migrate);
  const serviceUrl = await urlOfService(server.url);
  const db = createDatabase<RegistryTables>(serviceUrl);
  await prepareDatabase({
    ...registryDatabase,
    ...{ service: db, ownerUrl: server.url, deployment: 'production' },
  });
  return {
    db,
    serviceUrl,
    ownerUrl: server.url,
    async stop() {
      await db.destroy();
      await server.stop();
    },
  };
}

async function migrate(url: string): Promise<void> {
  const owner = createDatabase<RegistryTables>(url);
  await migrateToLatest(owner, registryDatabase.migrations);
  await owner.destroy();
}
