import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { asPublicError } from '@civic-graph/errors';
import { createGuardedSchema } from '@civic-graph/subgraph-kit';
import { createRequestVerifier, type VerifiedRequest } from '@civic-graph/tokens';
import { getOperationAST, parse } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import { resolvers } from './transport-resolvers.ts';

/*
 * The transport agency on GraphQL Yoga. It uses the verifier of signed calls, and a schema that enforces its
 * directives.
 */

const typeDefs = readFileSync(
  new URL('../../../subgraphs/transport/schema.graphql', import.meta.url),
  'utf8',
);
const verifier = createRequestVerifier({ secret: process.env.SUBGRAPH_SECRET ?? '', keyId: 'transport' });

interface Call {
  readonly req: IncomingMessage;
}

const calls = new WeakMap<Request, VerifiedRequest>();

/** The signature covers the bytes, so it is verified before anything parses them. */
const onlySigned: Plugin<object, Call> = {
  async onRequest({ request, serverContext, fetchAPI, endResponse }) {
    const { method = '', url: path = '', headers } = serverContext.req;
    const body = new Uint8Array(await request.clone().arrayBuffer());
    try {
      const call = await verifier.verify({ method, path, headers, body });
      if (isSubscription(body)) await call.useUp();
      calls.set(request, call);
    } catch (error) {
      const refusal = asPublicError(error);
      const errors = [{ message: refusal?.message, extensions: { code: refusal?.code } }];
      endResponse(fetchAPI.Response.json({ errors }, { status: refusal?.status ?? 500 }));
    }
  },
};

/** A stream stays open, so its signature opens only one. */
function isSubscription(body: Uint8Array): boolean {
  try {
    const { query, operationName } = JSON.parse(Buffer.from(body).toString());
    return getOperationAST(parse(query), operationName)?.operation === 'subscription';
  } catch {
    // Yoga says what is wrong.
    return false;
  }
}

const yoga = createYoga<Call>({
  schema: createGuardedSchema(typeDefs, resolvers, { Citizen: ({ uin }) => ({ citizenKey: String(uin) }) }),
  plugins: [onlySigned],
  context: ({ request }) => {
    const call = calls.get(request);
    if (call === undefined) throw new Error('a call was not verified');
    return { principal: call.principal, requestId: call.requestId };
  },
  graphiql: false,
  landingPage: false,
  healthCheckEndpoint: '/livez',
  logging: false,
});

const server = createServer(yoga);
server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`);
});
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
