import { expect, test } from 'vitest';
import { startTestGateway } from '../../test/fixtures/gateway.ts';

test.each([
  ['#\0\nquery C { people { id } }', { query: '#', operationName: '\nquery C { people { id } }' }],
  ['query C { people { id } } query D { people { name } } #\0C', null],
])(
  'a document with an invalid character, %j, is not confused with another one with a name',
  async (text, other) => {
    const graph = await startTestGateway();
    try {
      const send = (body: object) =>
        graph.send({ headers: { 'content-type': 'application/json' }, payload: JSON.stringify(body) });
      if (other === null) {
        const named = text.slice(0, text.indexOf('\0'));
        expect((await send({ query: named, operationName: 'C' })).json.data.people).toHaveLength(3);
        expect((await send({ query: text })).status).toBe(400);
      } else {
        expect((await send({ query: text })).json.data.people).toHaveLength(3);
        expect((await send(other)).status).toBe(400);
      }
    } finally {
      await graph.close();
    }
  },
);
