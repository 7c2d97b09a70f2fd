import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ownSubgraph } from '@civic-graph/gateway';
import { composeSupergraph, type SubgraphDefinition } from '@civic-graph/supergraph';

const folder = new URL('../../subgraphs/', import.meta.url);

/** Contains `<name>/schema.graphql` and `<name>/manifest.json` of each agency. */
export const agenciesFolder = fileURLToPath(folder);

/** Every agency of the repository, including new ones. */
export function readAgencies(): readonly SubgraphDefinition[] {
  return [...agencyFolders()].map(([name, url]) => ({
    name,
    url: `http://${name}.invalid/graphql`,
    sdl: readFileSync(new URL('schema.graphql', url), 'utf8'),
  }));
}

/** Subgraphs of the repository's supergraph: the agencies' and the gateway's own. */
export function readSubgraphs(): readonly SubgraphDefinition[] {
  return [...readAgencies(), ownSubgraph];
}

let composed: string | undefined;

/** The repository's supergraph. Composing it takes a second, so test files of a worker share it. */
export function repositorySupergraph(): string {
  composed ??= composeSupergraph(readSubgraphs());
  return composed;
}

/** Folder of each subgraph, by the name in its manifest. */
export function agencyFolders(): ReadonlyMap<string, URL> {
  return new Map(
    readdirSync(folder)
      .map((name) => new URL(`${name}/`, folder))
      .filter((url) => existsSync(new URL('schema.graphql', url)))
      .map((url) => [JSON.parse(readFileSync(new URL('manifest.json', url), 'utf8')).subgraph, url]),
  );
}
