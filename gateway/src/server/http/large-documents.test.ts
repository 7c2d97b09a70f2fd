import { PublicError } from '@civic-graph/errors';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { startTestGateway, type TestGateway } from '../../../test/fixtures/gateway.ts';
import { ParseQueue } from '../../admission/admission-queue/parse-queue.ts';

let graph: TestGateway;
beforeAll(async () => {
  graph = await startTestGateway();
});
afterAll(async () => {
  enter.mockRestore();
  step.mockRestore();
  await graph.close();
});

const enter = vi.spyOn(ParseQueue.prototype, 'enter');
const step = vi.spyOn(ParseQueue.prototype, 'step');
afterEach(() => {
  enter.mockClear();
  step.mockClear();
});

const large = (name: string) => `query ${name} { people { ${'id name '.repeat(90)} } ${' '.repeat(3_000)} }`;
const asEvents = (query: string) =>
  graph.send({
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    payload: JSON.stringify({ query }),
  });

test('a new document is queued, parsed and validated in steps; a prepared one does not wait', async () => {
  const query = large('Once');
  expect((await graph.ask(query)).status).toBe(200);
  expect(enter).toHaveBeenCalledExactlyOnceWith(query.length, expect.any(String), expect.anything());
  expect(step.mock.calls).toEqual([[query.length], [query.length], [query.length]]);
  enter.mockClear();
  step.mockClear();
  const charset = 'application/json; charset="utf-8"';
  for (const type of ['application/json', charset]) {
    const payload = JSON.stringify({ query });
    expect((await graph.send({ headers: { 'content-type': type }, payload })).status).toBe(200);
  }
  expect((await asEvents(query)).text).toContain('"data"');
  expect([enter.mock.calls, step.mock.calls]).toEqual([[], []]);
});

test('an operation that requests events is queued too', async () => {
  const query = large('Events');
  expect((await asEvents(query)).text).toContain('"data"');
  expect(enter).toHaveBeenCalledExactlyOnceWith(query.length, expect.any(String), expect.anything());
  expect(step.mock.calls).toEqual([[query.length], [query.length], [query.length]]);
});

test('a document that is not admitted gets a retry time and is not validated', async () => {
  enter.mockRejectedValueOnce(new PublicError('OVERLOADED', undefined, { extensions: { retryAfter: 1 } }));
  const answer = await graph.ask(`${large('Refused')} {`);
  expect([answer.status, answer.headers['retry-after']]).toEqual([503, '1']);
  expect(answer.json.errors[0].extensions.code).toBe('OVERLOADED');
});

test('several simultaneous ones are all answered', async () => {
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, at) => (at % 2 ? graph.ask : asEvents)(large(`Together${at}`))),
  );
  for (const { text } of answers) expect(text).toContain('"data"');
});
