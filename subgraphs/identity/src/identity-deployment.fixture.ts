import { fileURLToPath } from 'node:url';
import { parseEnvironment } from '@civic-graph/service';
import { createDatabase, type Database } from '@civic-graph/subgraph-kit';
import { freePort, startTestDatabase, testSecrets, urlOfService } from '@civic-graph/testing';
import type { IdentityConfig } from './config.ts';
import { profilingEnvironment, profilingThresholds } from './profiling/thresholds.ts';
import type { IdentityTables } from './store/database.ts';
import { createIdentitySubgraph, type IdentitySubgraph } from './subgraph.ts';

export interface IdentityDeployment {
  readonly subgraph: IdentitySubgraph;
  /** With all rights, to prepare or damage data. */
  readonly owner: Database<IdentityTables>;
  readonly config: IdentityConfig;
  readonly url: string;
  stop(): Promise<void>;
}

/** The identity service with its own port and database, and a clock that tests control. */
export async function startIdentity(changes: Partial<IdentityConfig> = {}): Promise<IdentityDeployment> {
  const database = await startTestDatabase();
  // The issuer's URL must be known before it listens.
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const config: IdentityConfig = {
    issuer: url,
    agencyManifests: fileURLToPath(new URL('../../', import.meta.url)),
    audience: 'https://graph.civic-graph.example',
    mcpUrl: 'https://graph.civic-graph.example/mcp',
    studioUrl: 'https://graph.civic-graph.example',
    databaseUrl: await urlOfService(database.url),
    databaseOwnerUrl: database.url,
    deployment: 'demo',
    subgraphSecret: testSecrets.subgraph,
    citizenKeySecret: testSecrets.citizenKey,
    cookieKeys: [Buffer.alloc(32, 'cookie').toString('base64url')],
    pairwiseSalt: Buffer.alloc(32, 'salt'),
    signingKeyMaxAgeDays: 30,
    isForwarded: false,
    gateways: [],
    developerSignUp: true,
    profiling: profilingThresholds(parseEnvironment(profilingEnvironment, {})),
    demo: { testLogin: true, personaTokens: true, syntheticCitizens: true, sandboxTokens: true },
    logLevel: 'silent',
    ...changes,
  };
  const owner = createDatabase<IdentityTables>(database.url);
  const subgraph = await createIdentitySubgraph(config);
  await subgraph.listen({ host: '127.0.0.1', port });
  return {
    subgraph,
    owner,
    config,
    url,
    async stop() {
      await subgraph.close();
      await owner.destroy();
      await database.stop();
    },
  };
}
