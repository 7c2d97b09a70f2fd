import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '@civic-graph/demo/database-server';
import { admitSupergraph, createRustPlanner } from '@civic-graph/gateway/testing';
import { gatewayFlags } from '@civic-graph/launcher';
import { composeSupergraph } from '@civic-graph/supergraph';
import type { TestIssuer } from '@civic-graph/testing';
import type { Agency, TestDeployment } from '../../e2e/deployment.ts';
import { type Contender, startContender } from '../contender.ts';
import { repository } from '../ground.ts';

export interface GatewayOptions {
  readonly name: string;
  readonly city: TestDeployment;
  readonly probe: (url: string) => Promise<void>;
}

/** This project's gateway with the city's settings, except its issuer and the given changes. */
export async function startCivic(
  { name, city, probe }: GatewayOptions,
  issuer: TestIssuer,
  changes: Readonly<Record<string, string>> = {},
): Promise<Contender> {
  const service = city.services.find(({ name }) => name === 'gateway')!;
  const [port, adminPort] = [await freePort(), await freePort()];
  return startContender({
    name,
    command: [process.execPath, ...gatewayFlags, service.entry],
    url: `http://127.0.0.1:${port}/graphql`,
    cwd: repository,
    env: {
      ...service.environment,
      PORT: String(port),
      ADMIN_PORT: String(adminPort),
      ISSUER_URL: issuer.issuer,
      JWKS_URL: issuer.jwksUri,
      TOKEN_AUDIENCE: issuer.audience,
      ...changes,
    },
    probe,
  });
}

/** The peer (stock-gateway.ts) over the same agencies. */
export async function startStock({ name, city, probe }: GatewayOptions, folder: string): Promise<Contender> {
  const agencies: readonly Agency[] = ['identity', 'transport', 'payments', 'statistics'];
  const definitions = agencies.map(async (name) => ({
    name,
    url: `${city.subgraphUrl(name)}/graphql`,
    sdl: await readFile(join(repository, 'subgraphs', name, 'schema.graphql'), 'utf8'),
  }));
  const supergraph = composeSupergraph(await Promise.all(definitions));
  const supergraphFile = join(folder, 'supergraph.graphql');
  await writeFile(supergraphFile, admitSupergraph(supergraph, (sdl) => createRustPlanner(sdl)).gatewaySdl);
  const port = await freePort();
  return startContender({
    name,
    command: [process.execPath, '--conditions=source', '--import', 'tsx', 'test/bench/stock-gateway.ts'],
    url: `http://127.0.0.1:${port}/`,
    cwd: repository,
    env: {
      PATH: process.env.PATH ?? '',
      PORT: String(port),
      SUPERGRAPH_FILE: supergraphFile,
      SUBGRAPH_SECRETS: JSON.stringify(city.secrets.subgraphs),
    },
    probe,
  });
}
