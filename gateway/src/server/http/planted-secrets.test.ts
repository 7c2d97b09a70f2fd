import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../../../test/fixtures/gateway.ts';

/** Texts that must be neither in an answer nor in a log. */
const plants = {
  sql: 'select secret_column from citizen where uin = 77',
  stack: 'at resolveCitizen (/srv/agency/src/resolvers.ts:12:7)',
  url: 'http://10.1.2.3:5432/internal',
  password: 'hunter2-hunter2',
  key: 'SECRET-77',
};
const all = Object.values(plants).join(' ');

let graph: TestGateway;
beforeAll(async () => {
  graph = await startTestGateway({ logLevel: 'trace' });
});
afterAll(() => graph?.close());
beforeEach(() => {
  for (const subgraph of ['people', 'places', 'ratings']) graph.behave(subgraph, null);
});

function expectNothingOf(text: string): void {
  for (const plant of Object.values(plants)) expect(text).not.toContain(plant);
  expect(text).not.toMatch(/127\.0\.0\.1|localhost|node_modules|\.ts:\d/);
}

const query = '{ person(id: "1") { name } place(code: "park") { title stars } }';
const json = (value: unknown) => (response: ServerResponse) =>
  void response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
const failing = (error: object) =>
  json({ data: { _entities: [null] }, errors: [{ path: ['_entities', 0, 'stars'], ...error }] });

describe('planted in the failure of an agency, it is found neither in the answer nor in the log:', () => {
  it.each<[string, (response: ServerResponse) => void]>([
    ['the message of an error', failing({ message: all })],
    ['an error with an unknown code', failing({ message: all, extensions: { code: all, detail: plants } })],
    [
      'an internal error',
      failing({ message: all, extensions: { code: 'INTERNAL_SERVER_ERROR', ...plants } }),
    ],
    [
      'the extensions of an error that may be shown',
      failing({
        message: 'Not this one.',
        extensions: {
          code: 'FORBIDDEN',
          stacktrace: [plants.stack],
          exception: { ...plants },
          http: { status: 418, headers: { 'x-secret': all } },
          serviceName: plants.url,
          ...plants,
        },
      }),
    ],
    ['an error that is about the call', failing({ message: all, extensions: { code: 'SIGNATURE_INVALID' } })],
    ['the path of an error', failing({ message: 'x', path: [all, plants] })],
    ['errors that are none', json({ data: null, errors: [all, { ...plants }, null] })],
    ['an error in place of an answer', json({ error: all, ...plants })],
    ['extensions of the answer', json({ data: { _entities: [{ stars: 4 }] }, extensions: { ...plants } })],
    ['fields that nobody requested', json({ data: { _entities: [{ stars: 4, ...plants }], ...plants } })],
    ['a value that does not fit', json({ data: { _entities: [{ stars: { ...plants } }] } })],
    ['a page', (response) => void response.writeHead(500, { 'content-type': 'text/html' }).end(all)],
    [
      'the headers',
      (response) => void response.writeHead(503, all.slice(0, 40), { server: all, via: all }).end(),
    ],
    ['a redirect', (response) => void response.writeHead(302, { location: plants.url }).end(all)],
    [
      'a broken answer',
      (response) => void response.setHeader('content-length', 9_999).end(`{"data":"${all}`),
    ],
    ['a closed connection', (response) => void response.socket?.resetAndDestroy()],
  ])('%s', async (_, behaviour) => {
    const before = graph.log.length;
    graph.behave('ratings', behaviour);
    // Again as a prepared operation, on the fast path.
    for (const _ of [1, 2]) {
      const answer = await graph.ask(query);
      expect(answer.json.data).toMatchObject({ person: { name: 'Person 1' } });
      expectNothingOf(answer.text + JSON.stringify(answer.headers));
    }
    expectNothingOf(graph.log.slice(before).join('\n'));
  });
});

it('planted in a request, it is not in the log', async () => {
  const before = graph.log.length;
  const { sql, password } = plants;
  await graph.ask(`query ($v: String) { person(id: "${sql}") { name } place(code: $v) { title } }`, {
    variables: { v: password },
  });
  await graph.ask(`{ person(id: 1) { ${'x'.repeat(30)} } } # ${sql}`, { token: `${password}.${password}` });
  await graph.send({
    payload: `{"query": "${sql}`,
    headers: { 'content-type': 'application/json', cookie: password },
  });
  for (const plant of [sql, password]) expect(graph.log.slice(before).join('\n')).not.toContain(plant);
});
