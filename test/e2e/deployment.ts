import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@civic-graph/demo/database-server';
import { createProgress, type Deployment, readConfig, startDeployment } from '@civic-graph/launcher';
import type { Principal } from '@civic-graph/policy';
import { personas } from '@civic-graph/testing';
import { createRequestSigner } from '@civic-graph/tokens';

export interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

export type Agency = 'identity' | 'transport' | 'payments' | 'statistics' | 'platform';

/** The production build of what `npm start` runs, on free ports and in its own folder. */
export interface TestDeployment extends Deployment {
  query(token: string | null, query: string, variables?: object): Promise<Answer>;
  /** Number of requests for each field, as counted by the agency. */
  counters(agency: Agency): Promise<Readonly<Record<string, number>>>;
  subgraphUrl(agency: Agency): string;
}

export async function startTestDeployment(
  env: Readonly<Record<string, string>> = {},
): Promise<TestDeployment> {
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-e2e-'));
  // As root, the database runs under another account, which must be able to traverse the folder; otherwise
  // its cluster would be elsewhere.
  await chmod(folder, 0o711);
  const names = [
    ...['PORT', 'ADMIN_PORT', 'PORT_IDENTITY', 'PORT_TRANSPORT', 'PORT_PAYMENTS', 'PORT_STATISTICS'],
    ...['PORT_PLATFORM', 'PORT_CITY_PORTAL'],
  ];
  const ports: Record<string, string> = {};
  for (const name of names) ports[name] = String(await freePort());
  const settings = {
    ...ports,
    DATA_DIR: folder,
    CONSOLE: 'off',
    CITY_PORTAL: 'off',
    LOG_LEVEL: 'warn',
    // Long time-outs, because other tests may slow an answer.
    REQUEST_DEADLINE_MS: '20000',
    // The embedded ClickHouse takes half a second of CPU at the first report.
    USAGE_REPORT_SECONDS: '0',
    ...env,
  };
  const progress = createProgress(() => {});
  const deployment = await startDeployment(readConfig(settings), { progress, env: settings, built: true });
  // Failing requests report it, so the promise needs no handler.
  deployment.failure.catch(() => {});
  const subgraphUrl = (agency: Agency) => `http://127.0.0.1:${ports[`PORT_${agency.toUpperCase()}`]}`;

  return {
    ...deployment,
    subgraphUrl,
    query: (token, query, variables) => ask(`${deployment.gatewayUrl}/graphql`, { token, query, variables }),
    async counters(agency) {
      const principal: Principal = personas.admin;
      const sign = createRequestSigner({ secret: deployment.secrets.subgraphs[agency] ?? '', keyId: agency });
      const path = '/counters';
      const headers = sign({ method: 'GET', path, body: '', principal, requestId: 'counters' });
      const response = await fetch(`${subgraphUrl(agency)}${path}`, { headers });
      return ((await response.json()) as { fields: Record<string, number> }).fields;
    },
    async stop() {
      await deployment.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Sends a query to a gateway as a partner app would. */
export async function ask(
  graphqlUrl: string,
  {
    token,
    query,
    variables = {},
  }: { readonly token: string | null; readonly query: string; readonly variables?: object | undefined },
): Promise<Answer> {
  const response = await fetch(graphqlUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== null && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
}
