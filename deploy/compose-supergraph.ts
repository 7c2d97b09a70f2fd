import { existsSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';

// Read by @apollo/gateway when it is imported: it would report to its maker otherwise.
process.env.APOLLO_TELEMETRY_DISABLED = '1';
const { composeSupergraph, ownSubgraph, policyFaults } = await import('@civic-graph/gateway');
const { callers } = await import('./policy-callers.ts');

/**
 * Writes the supergraph of the four agencies and of the gateway's own fields to a file: `npm run supergraph -- FILE`, the
 * value of SUPERGRAPH_FILE. Nothing is written where it decides otherwise than the agencies' cases say.
 */
const [file] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write('Usage: npm run supergraph -- FILE\n');
  process.exit(1);
}
const repository = new URL('../', import.meta.url);
// Where a subgraph is, the gateway takes from SUBGRAPH_URL_<NAME>; these are the names of docker-compose.yml.
const ports = { identity: 4001, transport: 4002, payments: 4003, statistics: 4004 };
const definitions = Object.entries(ports).map(async ([name, port]) => ({
  name,
  url: `http://${name}:${port}/graphql`,
  sdl: await readFile(new URL(`subgraphs/${name}/schema.graphql`, repository), 'utf8'),
}));
const supergraph = composeSupergraph([...(await Promise.all(definitions)), ownSubgraph]);
const folders = Object.keys(ports).map((name) => [name, `subgraphs/${name}`] as const);
const faults = [...folders, [ownSubgraph.name, 'gateway'] as const].flatMap(([agency, folder]) => {
  const cases = new URL(`${folder}/policy.test.graphql`, repository);
  const text = existsSync(cases) ? readFileSync(cases, 'utf8') : null;
  return policyFaults(supergraph, callers, { agency, text });
});
if (faults.length > 0) {
  process.stderr.write(`${faults.join('\n')}\n`);
  process.exit(1);
}
await writeFile(file, supergraph);
process.stderr.write(`Written: ${file}\n`);
