import { freePort } from '@civic-graph/demo/database-server';
import { testSecrets } from '@civic-graph/testing';
import { startTestDeployment } from '../../e2e/deployment.ts';
import { startNode } from '../../node-process.ts';
import { type Agency, agencies } from './city.ts';

/** A subgraph with production settings and a known secret. */
export interface RunningAgency {
  readonly subgraph: Agency;
  /** Its `/graphql`. */
  readonly url: string;
  readonly secret: string;
}

export interface RunningAgencies {
  readonly agencies: readonly RunningAgency[];
  end(): Promise<void>;
}

/** The whole city, with its databases. */
export async function startAgencies(): Promise<RunningAgencies> {
  const city = await startTestDeployment();
  return {
    agencies: agencies.map((subgraph) => ({
      subgraph,
      url: `${city.subgraphUrl(subgraph)}/graphql`,
      secret: city.secrets.subgraphs[subgraph] ?? '',
    })),
    end: () => city.stop(),
  };
}

/** The fastest to start, because it needs no database. */
export async function startTransport(): Promise<RunningAgencies> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const secret = testSecrets.subgraph;
  const transport = startNode('bundle/transport.js', {
    PORT: String(port),
    HOST: '127.0.0.1',
    DEPLOYMENT: 'demo',
    SUBGRAPH_SECRET: secret,
    LOG_LEVEL: 'silent',
  });
  await transport.ready(origin);
  return {
    agencies: [{ subgraph: 'transport', url: `${origin}/graphql`, secret }],
    end: async () => void (await transport.end()),
  };
}
