import { readFileSync } from 'node:fs';
import { join } from 'node:path';

// @apollo/server and @apollo/gateway as in their documentation.
process.env.APOLLO_TELEMETRY_DISABLED = '1';
const { ApolloServer } = await import('@apollo/server');
const { startStandaloneServer } = await import('@apollo/server/standalone');
const { ApolloGateway } = await import('@apollo/gateway');

const { SHAPE_FOLDER, PORT } = process.env;
const supergraphSdl = readFileSync(join(SHAPE_FOLDER, 'supergraph.graphql'), 'utf8');
const server = new ApolloServer({ gateway: new ApolloGateway({ supergraphSdl }) });
await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: Number(PORT) } });
