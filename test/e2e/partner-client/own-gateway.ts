import { freePort } from '@civic-graph/demo/database-server';
import { type NodeProcess, startNode } from '../../node-process.ts';
import { city } from '../one-city/city.ts';

/** A gateway beside that of the deployment, which a scenario may stop. */
export interface OwnGateway {
  readonly graphqlUrl: string;
  start(): Promise<void>;
  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** @param changes to its environment */
export async function ownGateway(changes: Readonly<Record<string, string>> = {}): Promise<OwnGateway> {
  const { entry, environment } = city.services.find(({ name }) => name === 'gateway')!;
  const [port, adminPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  let running: NodeProcess | null = null;
  return {
    graphqlUrl: `${url}/graphql`,
    async start() {
      running = startNode(entry, {
        ...environment,
        PORT: String(port),
        ADMIN_PORT: String(adminPort),
        ...changes,
      });
      await running.ready(url);
    },
    async stop(signal) {
      await running?.end(signal);
      running = null;
    },
  };
}
