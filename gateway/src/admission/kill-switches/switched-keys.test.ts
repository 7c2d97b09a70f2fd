import { randomUUID } from 'node:crypto';
import { composeSupergraph } from '@civic-graph/supergraph';
import { createInProcessGraph, eventually, personas, testSecrets } from '@civic-graph/testing';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createRows, subgraphs } from '../../../test/fixtures/create-engine.ts';
import { type NewsService, startNewsService } from '../../../test/fixtures/feed-service.ts';
import { startTestGateway, type TestGateway } from '../../../test/fixtures/gateway.ts';
import { ownSubgraph } from '../../supergraph/own-subgraph/own-subgraph.ts';

/** A person's reviews are found by `id` or by `uin`; no operation says which one a plan reads. */
const twoKeys = subgraphs.map(({ sdl, ...each }) => ({
  ...each,
  sdl:
    each.name === 'ratings'
      ? sdl.replace(
          /type Person @key\(fields: "uin"\)([^{]*)\{\s*uin: ID! @inaccessible/,
          'type Person @key(fields: "uin") @key(fields: "id")$1{ id: ID! @dataClass(class: C0) uin: ID! @inaccessible',
        )
      : sdl,
}));

let service: NewsService;
let graph: TestGateway;
beforeAll(async () => {
  service = await startNewsService();
  const { roots, rows } = createRows();
  const { respond } = createInProcessGraph(twoKeys, roots, rows);
  graph = await startTestGateway(
    { revocation: { url: service.url, secret: testSecrets.subgraph, maxSilenceMs: 5_000 } },
    {
      supergraphSdl: composeSupergraph([...twoKeys, ownSubgraph]),
      subgraphs: twoKeys.map(({ name }) => name),
      respond,
    },
  );
});
afterAll(async () => {
  await graph?.close();
  service?.close();
});
afterEach(() => switchId(null));

/** Switches `Person.id` off for one app or (undefined) for all, or (null) on again. */
async function switchId(clientId: string | null | undefined): Promise<void> {
  const off = {
    ...{ id: randomUUID(), agency: null, subgraph: null, coordinate: 'Person.id', notice: 'n' },
    ...{ since: '2026-06-01T08:00:00.000Z', clientId: clientId ?? null },
  };
  service.switch(clientId === null ? [] : [off]);
  await eventually(async () => {
    const figure = /^civic_gateway_switches_in_force (\d+)$/m.exec(await graph.gateway.metrics())?.[1];
    expect(Number(figure ?? 0)).toBe(clientId === null ? 0 : 1);
  });
}

const reviews = { data: { person: { reviews: expect.any(Array) } } };
const isOff = (json: { errors?: readonly { extensions: object }[] }) =>
  expect(json.errors).toMatchObject([{ extensions: { code: 'SWITCHED_OFF' } }]);
/** Each test has an operation of its own, which is not yet prepared. */
const query = (alias: string) => `{ ${alias}: person(id: "1") { reviews { text } } }`;
const answerOf = (alias: string) => ({ data: { [alias]: reviews.data.person } });

it('a plan from before the switch no longer reads a key that is off', async () => {
  expect((await graph.ask(query('a'))).json).toEqual(answerOf('a'));
  expect(graph.calls.at(-1)?.body.toString()).toContain('"id":"1"');
  await switchId(undefined);
  const before = graph.calls.length;
  isOff((await graph.ask(query('a'))).json);
  for (const { body } of graph.calls.slice(before)) expect(body.toString()).not.toMatch(/\bid\b(?!:)/);
});

it('a field that was refused because of its key is served again with the key', async () => {
  await switchId(undefined);
  isOff((await graph.ask(query('b'))).json);
  await switchId(null);
  expect((await graph.ask(query('b'))).json).toEqual(answerOf('b'));
});

it.each([
  ['the app that it is off for', 'wechat-city', 'weibo-city'],
  ['another app', 'weibo-city', 'wechat-city'],
] as const)(
  'a key that is off for one app is off only for that app, even if %s queries first',
  async (_, first, second) => {
    await switchId('wechat-city');
    const alias = first.replace('-', '');
    for (const app of [first, second]) {
      const token = await graph.issuer.mint(personas[app]);
      const { json } = await graph.ask(query(alias), { token });
      if (app === 'wechat-city') isOff(json);
      else expect(json).toEqual(answerOf(alias));
    }
  },
);
