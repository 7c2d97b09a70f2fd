import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { freePort } from '@civic-graph/demo/database-server';
import { testSecrets } from '@civic-graph/testing';
import { type NodeProcess, startNode } from '../../node-process.ts';
import { type DurableDatabase, startDurableDatabase } from './durable-database.ts';

/** A registry with a database of its own. */
export interface RegistryStand {
  readonly database: DurableDatabase;
  /** What a gateway needs to pull from it, and to call it as a subgraph. */
  readonly ofGateways: Readonly<Record<string, string>>;
  /** Without notice. */
  kill(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

/** @param seed folders of the subgraphs that it publishes, separated by commas */
export async function openRegistryStand(seed: string): Promise<RegistryStand> {
  const database = await startDurableDatabase();
  const { privateKey } = generateKeyPairSync('ed25519');
  const signingKey = privateKey.export({ format: 'jwk' });
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const env = {
    DEPLOYMENT: 'demo',
    LOG_LEVEL: 'silent',
    PORT: port,
    SUBGRAPH_SECRET: testSecrets.subgraph,
    DATABASE_URL_REGISTRY: database.url,
    REGISTRY_SIGNING_KEY: JSON.stringify(signingKey),
    REGISTRY_SEAL_KEY: randomBytes(32).toString('base64url'),
  };
  let service: NodeProcess;
  const start = async (more: Readonly<Record<string, string>> = {}) => {
    service = startNode('bundle/registry.js', { ...env, ...more });
    await service.ready(url);
  };
  await start({ REGISTRY_SEED: seed });
  return {
    database,
    ofGateways: {
      // An empty variable counts as absent.
      SUPERGRAPH_FILE: '',
      REGISTRY_URL: url,
      REGISTRY_PUBLIC_KEYS: String(signingKey.x),
      SUBGRAPH_URL_PLATFORM: `${url}/graphql`,
      SUBGRAPH_SECRET_PLATFORM: testSecrets.subgraph,
    },
    kill: async () => void (await service.end('SIGKILL')),
    // What it has published is in force, so that a seed would only compose it again.
    start: () => start(),
    async close() {
      await service.end();
      await database.close();
    },
  };
}
