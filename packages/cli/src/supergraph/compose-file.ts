import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseManifest } from '@civic-graph/agencies';
import { callers, policyCallers } from '@civic-graph/demo';
import { ownSubgraph, subgraphDirectory } from '@civic-graph/gateway';
import { agenciesInFolder, composeSupergraph, policyFaults } from '@civic-graph/supergraph';
import { CommandError } from '../command-error.ts';
import type { Host } from '../host.ts';

const repository = fileURLToPath(new URL('../../../../', import.meta.url));

export type Composition =
  | { readonly sdl: string; readonly agencies: readonly string[] }
  | { readonly problems: readonly string[] };

/**
 * Composes the schemas of the agencies in a folder.
 *
 * @returns problems if an agency is missing, or the supergraph decides differently from an agency's policy
 * cases
 */
export async function composeAgencies(env: Host['env']): Promise<Composition> {
  const folder = env.SUBGRAPH_SCHEMAS ?? join(repository, 'subgraphs');
  const agencies = await agenciesInFolder(folder);
  const { names } = await subgraphDirectory({ endpoints: [], file: env.SUBGRAPHS_FILE ?? null }).read();
  const missing = names.filter((name) => !agencies.some((agency) => agency.name === name));
  if (missing.length > 0) {
    const paths = missing.map((name) => join(folder, name, 'schema.graphql')).join(', ');
    return { problems: [`SUBGRAPHS_FILE lists ${missing.join(', ')}, without a schema: add ${paths}`] };
  }
  const definitions = await Promise.all(
    agencies.map(async ({ name, path, sdl }) => ({ name, sdl, url: await addressOf(dirname(path)) })),
  );
  const sdl = composeSupergraph([...definitions, ownSubgraph]);
  const folders = [
    ...agencies.map(({ name, path }) => [name, dirname(path)] as const),
    [ownSubgraph.name, join(repository, 'gateway')] as const,
  ];
  const faults = await Promise.all(
    folders.map(async ([agency, ofAgency]) => {
      const text = await readFile(join(ofAgency, 'policy.test.graphql'), 'utf8').catch(() => null);
      return policyFaults(sdl, await callersOf(ofAgency), { agency, text });
    }),
  );
  const problems = faults.flat();
  return problems.length > 0 ? { problems } : { sdl, agencies: definitions.map(({ name }) => name) };
}

/** Callers that the cases in a folder can name. */
async function callersOf(folder: string) {
  const manifest = await manifestIn(folder);
  return manifest === null ? callers : policyCallers(manifest);
}

/** @throws ManifestError that names the file */
async function manifestIn(folder: string) {
  const file = join(folder, 'manifest.json');
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null ? null : parseManifest(text, file);
}

/** @throws CommandError that names the file */
export async function writeSupergraph(file: string, sdl: string): Promise<void> {
  await writeFile(file, sdl).catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`${file} cannot be written (${error.code}); name a folder that exists`);
  });
}

/**
 * As in docker-compose.yml: the host has the name of the folder, the port is that of the manifest. A gateway
 * uses SUBGRAPH_URL_<NAME> and SUBGRAPHS_FILE instead.
 */
async function addressOf(folder: string): Promise<string> {
  const manifest = await manifestIn(folder);
  const port = manifest === null ? '' : new URL(manifest.endpoint).port;
  return `http://${basename(folder)}${port === '' ? '' : `:${port}`}/graphql`;
}
