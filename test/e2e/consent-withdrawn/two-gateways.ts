import { freePort } from '@civic-graph/database-server';
import { vi } from 'vitest';
import { type Answer, ask, startTestDeployment, type TestDeployment } from '../deployment.ts';
import { type NodeProcess, runNode } from '../foreign-subgraph/node-process.ts';

/** Two gateways that learn of revocations from one identity process, beside the demo whose database that shares. */
export interface TwoGateways {
  readonly city: TestDeployment;
  /** Where each one's `/graphql` is. */
  readonly urls: readonly string[];
  /** The same operation at both. */
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

export async function startTwoGateways(maxSilenceMs: number): Promise<TwoGateways> {
  const city = await startTestDeployment();
  const identityUrl = `http://127.0.0.1:${await freePort()}`;
  let identity: NodeProcess | null = null;
  const gateways: { readonly url: string; readonly process: NodeProcess }[] = [];

  async function startIdentity(): Promise<void> {
    identity = await run('identity', { PORT: new URL(identityUrl).port });
    await ready(identityUrl);
  }

  function run(
    name: 'identity' | 'gateway',
    changes: Readonly<Record<string, string>>,
  ): Promise<NodeProcess> {
    const service = city.services.find((candidate) => candidate.name === name)!;
    return runNode(service.entry, { ...service.environment, LOG_LEVEL: 'info', ...changes });
  }

  await startIdentity();
  for (let count = 0; count < 2; count++) {
    const port = String(await freePort());
    const process = await run('gateway', {
      PORT: port,
      ADMIN_PORT: String(await freePort()),
      SUBGRAPH_URL_IDENTITY: `${identityUrl}/graphql`,
      MAX_REVOCATION_SILENCE_MS: String(maxSilenceMs),
    });
    const url = `http://127.0.0.1:${port}`;
    await ready(url);
    gateways.push({ url, process });
  }
  const askAt = (index: number, token: string | null, query: string, variables?: object) =>
    ask(`${gateways[index]!.url}/graphql`, { token, query, variables });

  return {
    city,
    urls: gateways.map(({ url }) => `${url}/graphql`),
    stopFirst: async () => gateways[0]?.process.stop(),
    askFirst: (token, query, variables) => askAt(0, token, query, variables),
    askBoth: (token, query, variables) =>
      Promise.all(gateways.map((_, index) => askAt(index, token, query, variables))),
    readiness: () => Promise.all(gateways.map(async ({ url }) => (await fetch(`${url}/readyz`)).json())),
    async killIdentity() {
      await identity?.stop();
      identity = null;
    },
    startIdentity,
    async token(persona, app) {
      const response = await fetch(`${city.issuerUrl}/demo/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ persona, app }),
      });
      return ((await response.json()) as { access_token: string }).access_token;
    },
    async stop() {
      await Promise.all(gateways.map(({ process }) => process.stop()));
      await identity?.stop();
      await city.stop();
    },
  };
}

function ready(url: string): Promise<void> {
  return vi.waitFor(
    async () => {
      if (!(await fetch(`${url}/readyz`)).ok) throw new Error(`${url} is not ready`);
    },
    { timeout: 30_000, interval: 100 },
  );
}
