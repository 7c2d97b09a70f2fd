import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startTestDatabase, urlOfService } from '@civic-graph/testing';
import { repository } from '../../node-process.ts';
import { type ProductionProcess, runBuild } from '../compose/run-build.ts';

/** The identity service as in production, on an empty database. */
export interface ProductionIdentity {
  /** A host name, because browsers do not allow passkeys at an IP address. */
  readonly issuer: string;
  /** Variables of the operator's commands. */
  readonly operator: Readonly<Record<string, string>>;
  /** Starts the service, once the database is migrated. */
  start(): Promise<ProductionProcess>;
  stop(): Promise<void>;
}

export async function prepareProductionIdentity(): Promise<ProductionIdentity> {
  const database = await startTestDatabase();
  const port = String(await freePort());
  const issuer = `http://localhost:${port}`;
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-passkeys-'));
  const service = await urlOfService(database.url);
  const secret = () => randomBytes(32).toString('base64url');
  const env = {
    ...{ DEPLOYMENT: 'production', HOST: '127.0.0.1', PORT: port, ISSUER_URL: issuer, DATA_DIR: folder },
    ...{ DATABASE_URL_IDENTITY: service, AGENCY_MANIFESTS: `${repository}subgraphs`, LOG_LEVEL: 'info' },
    ...{ SUBGRAPH_SECRET: secret(), CITIZEN_KEY_SECRET: secret(), PAIRWISE_SALT: secret() },
    ...{ COOKIE_KEYS: secret(), GATEWAY_URLS: 'http://127.0.0.1:1', DEVELOPER_SIGN_UP: 'on' },
  };
  let running: ProductionProcess | undefined;
  return {
    issuer,
    operator: {
      ...{ DATABASE_URL_IDENTITY: service, DATABASE_OWNER_URL_IDENTITY: database.url, ISSUER_URL: issuer },
    },
    async start() {
      running = runBuild('subgraphs/identity', env, folder);
      await running.ready(running.url);
      return running;
    },
    async stop() {
      await running?.end();
      await database.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
