import { eventually, personas } from '@civic-graph/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestGateway, type TestGateway } from '../../../test/fixtures/gateway.ts';
import type { TracedFetch } from '../../subgraphs/fetch-trace.ts';

const query = '{ person(id: "1") { name visits { place { title stars } } } }';
const extensions = { queryPlan: true, timing: true };

let graph: TestGateway;
beforeAll(async () => {
  graph = await startTestGateway({ slowOperationMs: 1 });
});
afterAll(() => graph.close());
beforeEach(() => {
  graph.behave('ratings', null);
  graph.log.splice(0);
});

describe('an admin who requests it', () => {
  test('gets the plan and the result of each call, whether or not the operation is cached', async () => {
    const token = await graph.issuer.mint(personas.admin);
    graph.behave('ratings', (response) => response.socket?.resetAndDestroy());
    for (let time = 0; time < 2; time += 1) {
      const { json } = await graph.ask(query, { token, extensions });
      const { queryPlan, timing } = json.extensions;
      expect(queryPlan).toMatchObject({
        kind: 'sequence',
        nodes: [{ kind: 'fetch', subgraph: 'people' }, {}, {}],
      });
      expect(queryPlan?.nodes?.[0]?.operation).toContain('person');
      expect(queryPlan?.nodes?.[2]).toMatchObject({
        subgraph: 'ratings',
        entitiesAt: [expect.stringMatching(/^person\..*visits.*place/)],
      });
      expect(timing.fetches).toMatchObject([
        { subgraph: 'people', entities: 0, kept: 0, outcome: 'ok' },
        { subgraph: 'places', entities: 1, outcome: 'ok' },
        { subgraph: 'ratings', entities: 2, outcome: 'SUBGRAPH_UNAVAILABLE' },
      ]);
      const [first, second] = timing.fetches as [TracedFetch, TracedFetch];
      expect(second.startMs).toBeGreaterThanOrEqual(first.startMs + first.ms);
      expect(timing.totalMs).toBeGreaterThanOrEqual(second.startMs + second.ms);
    }
  });

  test('gets the same answer without them if not requested', async () => {
    const token = await graph.issuer.mint(personas.admin);
    const asked = (await graph.ask(query, { token, extensions })).json;
    expect((await graph.ask(query, { token })).json).toEqual({ data: asked.data });
  });
});

test.each(['lin', 'wechat-city', null] as const)('%s gets none of them in production', async (name) => {
  const token = name === null ? undefined : await graph.issuer.mint(personas[name]);
  const { json } = await graph.ask(query, { ...(token !== undefined && { token }), extensions });
  expect(json).not.toHaveProperty('extensions');
  expect(json.data.person?.name).toBe('Person 1');
});

test('every caller gets them in a demo, whose data is synthetic', async () => {
  const demo = await startTestGateway({ deployment: 'demo' });
  const { json } = await demo.ask(query, { extensions });
  expect(json.extensions.timing.fetches).toHaveLength(3);
  await demo.close();
});

test('a slow operation is logged with its plan, without personal data', async () => {
  graph.behave('ratings', (response) => setTimeout(() => response.socket?.resetAndDestroy(), 20));
  const query = 'query Slow { a: person(id: "330102199005171234") { name } place(code: "park") { stars } }';
  // Other slow operations may have used up the log lines of this second.
  const line = await eventually(async () => {
    await graph.ask(query);
    const found = graph.log.find((each) => each.includes('a slow operation') && each.includes('"Slow#'));
    if (found === undefined) throw new Error('There is no line');
    return found;
  });
  expect(JSON.parse(line)).toMatchObject({
    operation: expect.stringMatching(/^Slow#[0-9a-f]{8}$/),
    app: null,
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    plan: { kind: expect.any(String) },
  });
  expect(line).not.toContain('330102199005171234');
});
