import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import mercuriusGateway from '@mercuriusjs/gateway';
import Fastify from 'fastify';

// As in its documentation, with given schemas, because the stubs do not serve theirs.
const { SHAPE_FOLDER, PORT } = process.env;
const subgraphs = JSON.parse(readFileSync(join(SHAPE_FOLDER, 'subgraphs.json'), 'utf8'));
const app = Fastify();
await app.register(mercuriusGateway, {
  jit: 1,
  gateway: {
    services: subgraphs.map(({ name, url }) => ({
      name,
      url,
      // Otherwise it would start without a rejected subgraph.
      mandatory: true,
      schema: readFileSync(join(SHAPE_FOLDER, `${name}.federation-1.graphql`), 'utf8'),
    })),
  },
});
await app.listen({ host: '127.0.0.1', port: Number(PORT) });
