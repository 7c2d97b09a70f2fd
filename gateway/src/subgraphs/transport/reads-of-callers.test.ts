import { principalSchema } from '@civic-graph/policy';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestGateway, type TestGateway } from '../../../test/fixtures/gateway.ts';

let graph: TestGateway;
let tokens: readonly string[];

beforeEach(async () => {
  graph = await startTestGateway({ logLevel: 'debug' });
  const mint = (clientId: string, scopes: string[]) =>
    graph.issuer.mint({ kind: 'app', clientId, scopes, purpose: null });
  tokens = [await mint('one', ['diary']), await mint('two', ['diary']), await mint('three', [])];
});
afterEach(() => graph.close());

const callers = () =>
  graph.calls.map(({ headers }) => {
    const principal = Buffer.from(String(headers['civic-principal']), 'base64url').toString();
    return principalSchema.parse(JSON.parse(principal));
  });

const shared = () => graph.log.filter((line) => line.includes('subgraph request deduplicated')).length;

/**
 * Sends the requests of all callers at once; the subgraph answers once each has called it or joined another's
 * call.
 */
async function askAtOnce(query: string) {
  graph.behave('people', (response, call) => {
    const { query: text } = JSON.parse(call.body.toString());
    const data = { people: [{ name: 'Person', diary: /diary/.test(text) ? 'dear diary' : undefined }] };
    const timer = setInterval(() => {
      if (graph.calls.length + shared() < tokens.length) return;
      clearInterval(timer);
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ data }));
    }, 5);
  });
  return Promise.all(tokens.map((token) => graph.ask(query, { token })));
}

test('callers share public reads: one anonymous call', async () => {
  const answers = await askAtOnce('{ people { name } }');
  expect(answers.map(({ json }) => json)).toEqual(Array(3).fill({ data: { people: [{ name: 'Person' }] } }));
  expect(callers()).toEqual([{ kind: 'anonymous' }]);
});

test('callers never share private reads: each calls in its own name and gets its own data', async () => {
  const answers = await askAtOnce('{ people { name diary } }');
  expect(answers.map(({ json }) => json.data.people?.[0]?.diary)).toEqual(['dear diary', 'dear diary', null]);
  const names = callers().map((caller) => (caller.kind === 'app' ? caller.clientId : caller.kind));
  // The third may read only public data.
  expect(names.sort()).toEqual(['anonymous', 'one', 'two']);
});
