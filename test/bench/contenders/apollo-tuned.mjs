import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Pool } from 'undici';

// The same gateway, tuned without replacing its executor: Fastify in front, one connection pool per subgraph,
// and its own HTTP client instead of the package's data source.
process.env.APOLLO_TELEMETRY_DISABLED = '1';
const { ApolloServer } = await import('@apollo/server');
const { ApolloGateway } = await import('@apollo/gateway');
const { default: fastifyApollo } = await import('@as-integrations/fastify');
const { default: Fastify } = await import('fastify');

const { SHAPE_FOLDER, PORT } = process.env;
const headers = { 'content-type': 'application/json' };

class PooledDataSource {
  constructor(url) {
    const { origin, pathname } = new URL(url);
    this.path = pathname;
    this.pool = new Pool(origin, { connections: 64 });
  }

  async process({ request: { query, variables } }) {
    const body = JSON.stringify({ query, variables });
    const response = await this.pool.request({ method: 'POST', path: this.path, headers, body });
    return JSON.parse(await response.body.text());
  }
}

const server = new ApolloServer({
  gateway: new ApolloGateway({
    supergraphSdl: readFileSync(join(SHAPE_FOLDER, 'supergraph.graphql'), 'utf8'),
    buildService: ({ url }) => new PooledDataSource(url),
  }),
});
await server.start();
const app = Fastify();
await app.register(fastifyApollo(server));
await app.listen({ host: '127.0.0.1', port: Number(PORT) });
