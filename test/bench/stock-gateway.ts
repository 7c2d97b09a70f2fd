import { readFileSync } from 'node:fs';
import { anonymous, type Principal, principalSchema } from '@civic-graph/policy';
import { createRequestSigner } from '@civic-graph/tokens';

/*
 * The peer: @apollo/server and @apollo/gateway as documented, over the same subgraphs and supergraph without
 * SECURITY links. It authenticates nothing; it only signs calls, for the caller that the request names.
 */
process.env.APOLLO_TELEMETRY_DISABLED = '1';
const { ApolloServer } = await import('@apollo/server');
const { startStandaloneServer } = await import('@apollo/server/standalone');
const { ApolloGateway, RemoteGraphQLDataSource } = await import('@apollo/gateway');

const { PORT, SUPERGRAPH_FILE = '', SUBGRAPH_SECRETS = '{}' } = process.env;
const secrets = JSON.parse(SUBGRAPH_SECRETS) as Record<string, string>;

interface Context {
  readonly principal?: Principal;
}

const gateway = new ApolloGateway({
  supergraphSdl: readFileSync(SUPERGRAPH_FILE, 'utf8'),
  buildService: ({ name, url }) => {
    const sign = createRequestSigner({ secret: secrets[name]!, keyId: name });
    const path = new URL(url!).pathname;
    return new RemoteGraphQLDataSource<Context>({
      url: url!,
      async willSendRequest({ request, context: { principal = anonymous } }) {
        // Exactly the bytes that the data source will send, or the digest is wrong.
        const { http: _, query, ...rest } = request;
        const body = JSON.stringify({ query, ...rest });
        const headers = sign({ method: 'POST', path, body, principal, requestId: 'bench' });
        for (const [header, value] of Object.entries(headers)) request.http?.headers.set(header, value);
      },
    });
  },
});
const server = new ApolloServer<Context>({ gateway });
await startStandaloneServer(server, {
  listen: { host: '127.0.0.1', port: Number(PORT) },
  context: async ({ req }) => {
    const { 'bench-principal': header = '' } = req.headers;
    const said = Buffer.from(String(header), 'base64url').toString();
    return { principal: said === '' ? anonymous : principalSchema.parse(JSON.parse(said)) };
  },
});
