import { generateKeyPairSync } from 'node:crypto';
import { createDatabase, type Database, migrateToLatest, type Subgraph } from '@civic-graph/subgraph-kit';
import { startTestDatabase, testSecrets, urlOfService } from '@civic-graph/testing';
import { inProcessChecker } from './check/in-process-checker.fixture.ts';
import type { RegistryConfig } from './config.ts';
import { registryDatabase } from './database/database-rights.ts';
import type { RegistryTables } from './database/tables.ts';
import { usualCanary } from './health/judge-canary.ts';
import { createRegistrySubgraph, type RegistrySurroundings } from './subgraph.ts';
import type { UsageDatabase } from './usage/usage-database.ts';

export interface RegistryDeployment {
  readonly subgraph: Subgraph;
  readonly config: RegistryConfig;
  /** With all rights, to prepare or damage data. */
  readonly owner: Database<RegistryTables>;
  /** Starts another process of the service on the same database. */
  another(surroundings?: RegistrySurroundings, changes?: Partial<RegistryConfig>): Promise<Subgraph>;
  stop(): Promise<void>;
}

/** The registry with its own database and production settings, with checks in this process. */
export async function startRegistry(
  surroundings: RegistrySurroundings = {},
  changes: Partial<RegistryConfig> = {},
): Promise<RegistryDeployment> {
  const database = await startTestDatabase(migrate);
  const config: RegistryConfig = {
    databaseUrl: await urlOfService(database.url),
    databaseOwnerUrl: database.url,
    deployment: 'production',
    subgraphSecret: testSecrets.subgraph,
    signingKey: signingKey(),
    sealKey: Buffer.alloc(32, 'seal').toString('base64url'),
    seed: [],
    identityUrl: null,
    usage: { kind: 'embedded', directory: '' },
    webhooks: { key: Buffer.alloc(32, 'webhooks').toString('base64url'), rules: { allowLoopback: true } },
    canary: usualCanary,
    logLevel: 'silent',
    ...changes,
  };
  const started: Subgraph[] = [];
  const another: RegistryDeployment['another'] = async (more = {}, other = {}) => {
    const own = { ...config, ...other };
    const subgraph = await createRegistrySubgraph(own, {
      checker: inProcessChecker,
      patienceMs: 60_000,
      // Most tests are not about usage, and ClickHouse takes a second to start.
      usage: noUsage,
      ...surroundings,
      ...more,
    });
    started.push(subgraph);
    return subgraph;
  };
  const subgraph = await another();
  const owner = createDatabase<RegistryTables>(database.url);
  return {
    ...{ subgraph, config, owner, another },
    async stop() {
      for (const each of started) await each.close();
      await owner.destroy();
      await database.stop();
    },
  };
}

const noUsage: UsageDatabase = {
  insert: async () => {},
  query: async (sql) => (sql.includes('AS since') ? [{ since: 0 }] : []),
  close: async () => {},
};

/** A private Ed25519 key as a JWK. */
export function signingKey(): string {
  return JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }));
}

async function migrate(url: string): Promise<void> {
  const owner = createDatabase<RegistryTables>(url);
  await migrateToLatest(owner, registryDatabase.migrations);
  await owner.destroy();
}
