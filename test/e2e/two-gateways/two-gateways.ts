import { freePort } from '@civic-graph/demo/database-server';
import { requestToken } from '@civic-graph/launcher';
import { afterAll, beforeAll } from 'vitest';
import { type NodeProcess, startNode } from '../../node-process.ts';
import { type Answer, ask, startTestDeployment, type TestDeployment } from '../deployment.ts';

/** Two gateways that follow one identity process, which shares the demo's database. */
export interface TwoGateways {
  readonly city: TestDeployment;
  /** URL of each one's `/graphql`. */
  readonly urls: readonly string[];
  /** Sends the same operation to both. */
  askBoth(token: string | null, query: string, variables?: object): Promise<readonly Answer[]>;
  askFirst(token: string | null, query: string, variables?: object): Promise<Answer>;
  readiness(): Promise<readonly unknown[]>;
  /** By SIGTERM, as a deployment stops it. */
  stopFirst(): Promise<void>;
  killIdentity(): Promise<void>;
  startIdentity(): Promise<void>;
  token(persona: string, app?: string): Promise<string>;
  stop(): Promise<void>;
}

/** The gateways that several scenarios share; they exist when their tests and hooks run. */
export let two: TwoGateways;

/** Starts them before all scenarios; for the file that lists these. */
export function startBoth(): void {
  beforeAll(async () => {
    two = await startTwoGateways();
  }, 120_000);
  afterAll(() => two?.stop());
}

/** Silence of identity after which they serve only public data. */
const maxSilenceMs = 5_000;

/** A canary is judged after seconds, and few requests. */
const soon = {
  HEALTH_REPORT_MS: '200',
  REGISTRY_CANARY_WINDOW_MS: '30000',
  REGISTRY_CANARY_MIN_REQUESTS: '20',
};

async function startTwoGateways(): Promise<TwoGateways> {
  const city = await startTestDeployment(soon);
  const identityUrl = `http://127.0.0.1:${await freePort()}`;
  let identity: NodeProcess | null = null;
  const gateways: { readonly url: string; readonly process: NodeProcess }[] = [];

  async function startIdentity(): Promise<void> {
    identity = run('identity', { PORT: new URL(identityUrl).port });
    await identity.ready(identityUrl);
  }

  function run(name: 'identity' | 'gateway', changes: Readonly<Record<string, string>>): NodeProcess {
    const service = city.services.find((candidate) => candidate.name === name)!;
    return startNode(service.entry, { ...service.environment, LOG_LEVEL: 'info', ...changes });
  }

  await startIdentity();
  for (let count = 0; count < 2; count++) {
    const port = String(await freePort());
    const process = run('gateway', {
      PORT: port,
      ADMIN_PORT: String(await freePort()),
      SUBGRAPH_URL_IDENTITY: `${identityUrl}/graphql`,
      MAX_REVOCATION_SILENCE_MS: String(maxSilenceMs),
    });
    const url = `http://127.0.0.1:${port}`;
    await process.ready(url);
    gateways.push({ url, process });
  }
  const askAt = (index: number, token: string | null, query: string, variables?: object) =>
    ask(`${gateways[index]!.url}/graphql`, { token, query, variables });

  return {
    city,
    urls: gateways.map(({ url }) => `${url}/graphql`),
    stopFirst: async () => void (await gateways[0]?.process.end()),
    askFirst: (token, query, variables) => askAt(0, token, query, variables),
    askBoth: (token, query, variables) =>
      Promise.all(gateways.map((_, index) => askAt(index, token, query, variables))),
    readiness: () => Promise.all(gateways.map(async ({ url }) => (await fetch(`${url}/readyz`)).json())),
    async killIdentity() {
      await identity?.end();
      identity = null;
    },
    startIdentity,
    token: (persona, app) => requestToken(city.issuerUrl, { persona, app }),
    async stop() {
      await Promise.all(gateways.map(({ process }) => process.end()));
      await identity?.end();
      await city.stop();
    },
  };
}
