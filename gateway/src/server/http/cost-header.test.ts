import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestGateway, type TestGateway, testLimits } from '../../../test/fixtures/gateway.ts';

let graph: TestGateway;

beforeAll(async () => {
  graph = await startTestGateway({ limits: { ...testLimits, maxCost: 100 } });
});
afterAll(() => graph.close());
beforeEach(() => void graph.calls.splice(0));

const page = 'query ($n: Int) { people { reviews(first: $n) { text } } }';

test('every answer reports the planned cost for its variables, on both paths', async () => {
  for (const [n, cost] of [
    [3, '4'],
    [3, '4'],
    [50, '51'],
  ] as const) {
    expect((await graph.ask(page, { variables: { n } })).headers['graphql-cost']).toBe(cost);
  }
});

test('planned and actual cost are reported on request', async () => {
  const { json, headers } = await graph.ask(page, { variables: { n: 50 }, extensions: { cost: true } });
  // Three people with one review each.
  expect(json.extensions).toEqual({ cost: { planned: 51, actual: 6, limit: 100 } });
  expect(headers['graphql-cost']).toBe('51');
});

test('above the budget nothing is fetched, even if the document was served before', async () => {
  await graph.ask(page, { variables: { n: 3 } });
  graph.calls.splice(0);
  const { status, json } = await graph.ask(page, { variables: { n: 100 } });
  expect(status).toBe(400);
  expect(json.errors).toMatchObject([
    { extensions: { code: 'OPERATION_LIMIT_EXCEEDED', limit: 100, found: 101 } },
  ]);
  expect(graph.calls).toEqual([]);
});
