import { readFile, writeFile } from 'node:fs/promises';

// Read by @apollo/gateway when it is imported: it would report to its maker otherwise.
process.env.APOLLO_TELEMETRY_DISABLED = '1';
const { composeSupergraph, ownSubgraph } = await import('@civic-graph/gateway');

/** Writes the supergraph of the four agencies and of the gateway's own fields to a file: `npm run supergraph -- FILE`, the value of SUPERGRAPH_FILE. */
const [file] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write('Usage: npm run supergraph -- FILE\n');
  process.exit(1);
}
// Where a subgraph is, the gateway takes from SUBGRAPH_URL_<NAME>; these are the names of docker-compose.yml.
const ports = { identity: 4001, transport: 4002, payments: 4003, statistics: 4004 };
const definitions = Object.entries(ports).map(async ([name, port]) => ({
  name,
  url: `http://${name}:${port}/graphql`,
  sdl: await readFile(new URL(`../subgraphs/${name}/schema.graphql`, import.meta.url), 'utf8'),
}));
await writeFile(file, composeSupergraph([...(await Promise.all(definitions)), ownSubgraph]));
