import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SubgraphDefinition } from '@civic-graph/gateway';

const folder = new URL('../../subgraphs/', import.meta.url);

/** Holds `<name>/schema.graphql` and `<name>/manifest.json` of each agency. */
export const agenciesFolder = fileURLToPath(folder);

/** Every agency of the repository, a fifth one too. */
export function readAgencies(): readonly SubgraphDefinition[] {
  return readdirSync(folder)
    .map((name) => ({ name, file: new URL(`${name}/schema.graphql`, folder) }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => ({
      name,
      url: `http://${name}.invalid/graphql`,
      sdl: readFileSync(file, 'utf8'),
    }));
}
