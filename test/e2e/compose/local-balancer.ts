import { readFile } from 'node:fs/promises';
import { freePort } from '@civic-graph/demo/database-server';
import { repository } from './compose-file.ts';

/** Ports of the frontends in deploy/haproxy.cfg. */
const portOf = { graph: 8080, issuer: 8081, payments: 8082, statistics: 8083, transport: 8084 } as const;
export type Front = keyof typeof portOf;
export const fronts = Object.keys(portOf) as Front[];

/** The configuration of deploy/haproxy.cfg at free local ports. */
export interface LocalBalancer {
  readonly configuration: string;
  readonly ports: Readonly<Record<Front, number>>;
}

/** @param servicePort of the server behind all frontends */
export async function localBalancer(servicePort: number): Promise<LocalBalancer> {
  const ports: Record<Front, number> = { ...portOf };
  for (const front of fronts) ports[front] = await freePort();
  const localOf = new Map(fronts.map((front) => [String(portOf[front]), ports[front]]));
  const configuration = (await readFile(`${repository}deploy/haproxy.cfg`, 'utf8'))
    .replace(/^resolvers engine\n( {4}.*\n)+/m, '')
    .replace(/ resolvers engine( init-addr none)?/g, '')
    .replace(/server-template gateway 8 gateway:4000/, `server gateway 127.0.0.1:${servicePort}`)
    .replace(/ (identity:4001|payments:4003|statistics:4004|transport:4002)/g, ` 127.0.0.1:${servicePort}`)
    .replace(/bind :(\d+)/g, (_, bound: string) => `bind 127.0.0.1:${localOf.get(bound)}`);
  return { configuration, ports };
}
