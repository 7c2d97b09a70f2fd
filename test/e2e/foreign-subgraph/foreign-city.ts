import { type NodeProcess, startNode } from '../../node-process.ts';
import { ask, startTestDeployment, type TestDeployment } from '../deployment.ts';

/** The demo with a second gateway, for which other servers run transport and statistics. */
export interface ForeignCity extends Pick<TestDeployment, 'issuerUrl' | 'secrets' | 'query'> {
  /** Logs of the two servers. */
  readonly urls: Readonly<Record<'transport' | 'statistics', string>>;
  /** Stops the server of one agency, and leaves the others running. */
  stopAgency(name: 'transport' | 'statistics'): Promise<void>;
  stop(): Promise<void>;
}

/** @throws if a part does not start; the parts that were started are stopped again */
export async function startForeignCity(): Promise<ForeignCity> {
  const undo: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).toReversed()) await step();
  };
  const started = (running: NodeProcess): NodeProcess => {
    undo.push(async () => void (await running.end()));
    return running;
  };
  try {
    const demo = await startTestDeployment();
    undo.push(() => demo.stop());
    const serverOf = (name: 'transport' | 'statistics', file: string) =>
      started(
        startNode(`test/e2e/foreign-subgraph/${file}`, { SUBGRAPH_SECRET: demo.secrets.subgraphs[name]! }),
      );
    const servers = {
      transport: serverOf('transport', 'yoga-transport.ts'),
      statistics: serverOf('statistics', 'mercurius-statistics.ts'),
    };
    const urls = { transport: await servers.transport.line(), statistics: await servers.statistics.line() };
    const gateway = started(startGateway(demo, urls));
    const { url } = JSON.parse(await gateway.line()) as { readonly url: string };
    return {
      issuerUrl: demo.issuerUrl,
      secrets: demo.secrets,
      urls,
      query: (token, query, variables) => ask(`${url}/graphql`, { token, query, variables }),
      stopAgency: async (name) => void (await servers[name].end()),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The settings of the demo's own gateway, except its ports and two of its subgraphs. */
function startGateway({ services }: TestDeployment, urls: ForeignCity['urls']): NodeProcess {
  const { entry, environment } = services.find(({ name }) => name === 'gateway')!;
  return startNode(entry, {
    ...environment,
    PORT: '0',
    ADMIN_PORT: '0',
    SUBGRAPH_URL_TRANSPORT: urls.transport,
    SUBGRAPH_URL_STATISTICS: urls.statistics,
  });
}
