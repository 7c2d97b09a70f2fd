import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestGateway, type TestGateway } from '../../../test/fixtures/gateway.ts';

let graph: TestGateway;
beforeAll(async () => {
  graph = await startTestGateway();
});
afterAll(() => graph.close());

const query = 'query Q { people { id } }';
const answerTo = async (text: string) => {
  const { status, json } = await graph.ask(text, { operationName: 'Q', variables: { a: true } });
  return [status, json.errors?.[0].extensions.code];
};

test.each([
  'subscription S($a: Boolean!) { ticks @include(if: $a) }',
  'subscription S($a: Boolean!) { ... @skip(if: $a) { ticks } }',
  'subscription S($a: Boolean!) { ...F } fragment F on Subscription { ...G } fragment G on Subscription { ...F ticks @skip(if: $a) }',
  'subscription S($a: Boolean!) { ...F @include(if: $a) } fragment F on Subscription { ticks }',
])('%s is a client error, whichever operation is requested', async (text) => {
  expect(await answerTo(`${query} ${text}`)).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
});

test.each([
  'subscription S { ticks }',
  'subscription S($a: Boolean!) { personChanged(id: 1) { name @include(if: $a) } }',
  'subscription S { ticks @include(if: true) }',
])('%s is not conditional', async (text) => {
  expect(await answerTo(`${query} ${text}`)).toEqual([200, undefined]);
});
