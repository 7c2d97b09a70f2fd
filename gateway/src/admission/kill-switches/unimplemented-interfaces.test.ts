import { randomUUID } from 'node:crypto';
import { composeSupergraph } from '@civic-graph/supergraph';
import {
  createInProcessGraph,
  eventually,
  federationHeader,
  testSecrets,
  withPublicClass,
} from '@civic-graph/testing';
import { expect, it } from 'vitest';
import { startNewsService } from '../../../test/fixtures/feed-service.ts';
import { startTestGateway } from '../../../test/fixtures/gateway.ts';
import { ownSubgraph } from '../../supergraph/own-subgraph/own-subgraph.ts';

const header = federationHeader('@key', '@interfaceObject', '@shareable', '@inaccessible');
const subgraphs = [
  { name: 'catalogue', sdl: `interface Asset @key(fields: "id") { id: ID! } type Query { asset: Asset }` },
  {
    name: 'meters',
    sdl: `type Asset @interfaceObject @key(fields: "id", resolvable: false) { id: ID!  reading: Int } type Query { metered: Asset }`,
  },
].map(({ name, sdl }) => ({
  name,
  sdl: withPublicClass(header + sdl),
  url: `http://${name}.invalid/graphql`,
}));

it.each([
  ['Asset.reading', 'metered', 'reading'],
  ['Asset', 'metered', 'reading'],
])('%s is off if no visible type implements its interface', async (coordinate, root, field) => {
  const service = await startNewsService();
  const { respond } = createInProcessGraph(
    subgraphs,
    {
      Query: {
        __typename: 'Query',
        metered: { __typename: 'Asset', id: 'a1', reading: 7 },
      },
    },
    [],
  );
  const graph = await startTestGateway(
    { revocation: { url: service.url, secret: testSecrets.subgraph, maxSilenceMs: 5_000 } },
    {
      supergraphSdl: composeSupergraph([...subgraphs, ownSubgraph]),
      subgraphs: subgraphs.map(({ name }) => name),
      respond,
    },
  );
  try {
    await graph.ask(`{ ${root} { ${field} } }`);
    service.switch([
      {
        id: randomUUID(),
        agency: null,
        subgraph: null,
        coordinate,
        notice: 'n',
        since: '2026-06-01T08:00:00.000Z',
        clientId: null,
      },
    ]);
    await eventually(async () => {
      const figure = /^civic_gateway_switches_in_force (\d+)$/m.exec(await graph.gateway.metrics())?.[1];
      expect(Number(figure ?? 0)).toBe(1);
    });
    const { json } = await graph.ask(`{ ${root} { ${field} } }`);
    expect(json.errors?.[0]?.extensions.code).toBe('SWITCHED_OFF');
    expect(JSON.stringify(json)).not.toContain('7');
  } finally {
    await graph.close();
    service.close();
  }
});
