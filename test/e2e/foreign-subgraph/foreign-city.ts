import { ask, startTestDeployment, type TestDeployment } from '../deployment.ts';
import { type NodeProcess, runNode } from './node-process.ts';

/** The demo with a second gateway, to which transport and statistics are servers of other makes. */
export interface ForeignCity extends Pick<TestDeployment, 'issuerUrl' | 'secrets' | 'query'> {
  /** Of the two servers. */
  readonly urls: Readonly<Record<'transport' | 'statistics', string>>;
  /** Ends the server of one agency, and leaves the others as they are. */
  stopAgency(name: 'transport' | 'statistics'): Promise<void>;
  stop(): Promise<void>;
}

/** @throws where a part does not start; what was started before it is stopped again */
export async function startForeignCity(): Promise<ForeignCity> {
  const undo: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).toReversed()) await step();
  };
  const started = async <T extends { stop(): Promise<void> }>(part: Promise<T>): Promise<T> => {
    const running = await part;
    undo.push(() => running.stop());
    return running;
  };
  try {
    const demo = await started(startTestDeployment());
    const serverOf = (name: 'transport' | 'statistics', file: string) =>
      started(
        runNode(`test/e2e/foreign-subgraph/${file}`, { SUBGRAPH_SECRET: demo.secrets.subgraphs[name] }),
      );
    const servers = {
      transport: await serverOf('transport', 'yoga-transport.ts'),
      statistics: await serverOf('statistics', 'mercurius-statistics.ts'),
    };
    const urls = { transport: servers.transport.firstLine, statistics: servers.statistics.firstLine };
    const gateway = await started(startGateway(demo, urls));
    const { url } = JSON.parse(gateway.firstLine) as { readonly url: string };
    return {
      issuerUrl: demo.issuerUrl,
      secrets: demo.secrets,
      urls,
      query: (token, query, variables) => ask(`${url}/graphql`, { token, query, variables }),
      stopAgency: (name) => servers[name].stop(),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** With everything that the demo's own gateway runs with, but for its ports and two of its subgraphs. */
function startGateway({ services }: TestDeployment, urls: ForeignCity['urls']): Promise<NodeProcess> {
  const { entry, environment } = services.find(({ name }) => name === 'gateway')!;
  return runNode(entry, {
    ...environment,
    PORT: '0',
    ADMIN_PORT: '0',
    SUBGRAPH_URL_TRANSPORT: urls.transport,
    SUBGRAPH_URL_STATISTICS: urls.statistics,
  });
}
