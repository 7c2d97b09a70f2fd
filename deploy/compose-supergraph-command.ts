import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  agenciesInFolder,
  composeSupergraph,
  ownSubgraph,
  policyFaults,
  subgraphDirectory,
} from '@civic-graph/gateway';
import { callers } from './policy-callers.ts';

const usage = `Usage: npm run supergraph -- FILE
Composes each <agency>/schema.graphql in SUBGRAPH_SCHEMAS (default: subgraphs/) and the gateway's own fields into FILE.
Set SUPERGRAPH_FILE of the gateway to FILE. Fails if SUBGRAPHS_FILE lists an agency without a schema there.
`;

/**
 * Where the subgraphs of docker-compose.yml listen. A gateway goes by SUBGRAPH_URL_<NAME> and SUBGRAPHS_FILE
 * instead.
 */
const ports: Readonly<Record<string, number>> = {
  identity: 4001,
  transport: 4002,
  payments: 4003,
  statistics: 4004,
};

export interface ComposeOutcome {
  readonly code: 0 | 1;
  readonly err: string;
}

/**
 * Nothing is written where an agency is missing, or where the supergraph decides otherwise than the agencies'
 * cases say.
 */
export async function runCompose(
  [file]: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  repository: string,
): Promise<ComposeOutcome> {
  if (file === undefined) return { code: 1, err: usage };
  const folder = env.SUBGRAPH_SCHEMAS ?? join(repository, 'subgraphs');
  const agencies = await agenciesInFolder(folder);
  const { names } = await subgraphDirectory({ endpoints: [], file: env.SUBGRAPHS_FILE ?? null }).read();
  const missing = names.filter((name) => !agencies.some((agency) => agency.name === name));
  if (missing.length > 0) {
    const paths = missing.map((name) => join(folder, name, 'schema.graphql'));
    return {
      code: 1,
      err: `SUBGRAPHS_FILE lists ${missing.join(', ')}, without a schema: add ${paths.join(', ')}\n`,
    };
  }
  const definitions = agencies.map(({ name, sdl }) => ({ name, sdl, url: addressOf(name) }));
  const supergraph = composeSupergraph([...definitions, ownSubgraph]);
  const folders = [
    ...agencies.map(({ name, path }) => [name, dirname(path)] as const),
    [ownSubgraph.name, join(repository, 'gateway')] as const,
  ];
  const faults = await Promise.all(
    folders.map(async ([agency, ofAgency]) => {
      const text = await readFile(join(ofAgency, 'policy.test.graphql'), 'utf8').catch(() => null);
      return policyFaults(supergraph, callers, { agency, text });
    }),
  );
  if (faults.flat().length > 0) return { code: 1, err: `${faults.flat().join('\n')}\n` };
  await writeFile(file, supergraph);
  return { code: 0, err: `Written: ${file} (${definitions.map(({ name }) => name).join(', ')})\n` };
}

function addressOf(name: string): string {
  const port = Object.hasOwn(ports, name) ? `:${ports[name]}` : '';
  return `http://${name}${port}/graphql`;
}
