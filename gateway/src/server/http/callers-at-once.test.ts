import type { Principal } from '@civic-graph/policy';
import { drawSeed, eventually, personas, randomNumbers } from '@civic-graph/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../../../test/fixtures/gateway.ts';
import { testSubgraphSettings } from '../../../test/fixtures/subgraph-settings.ts';

let graph: TestGateway;
let tokens: Readonly<Record<string, string | undefined>>;
beforeAll(async () => {
  // A busy machine is slow with many plans at once.
  const deadlineMs = 25_000;
  const subgraphs = { ...testSubgraphSettings, deadlineMs };
  graph = await startTestGateway({ maxPreparedOperations: 1_000, deadlineMs, subgraphs });
  const reader = { ...personas.admin, scopes: ['diary'] } satisfies Principal;
  tokens = {
    anonymous: undefined,
    app: await graph.issuer.mint(personas['wechat-city']),
    reader: await graph.issuer.mint(reader),
  };
  // Fetch the issuer's keys before the plans are made: on a busy machine they could time out.
  const { app: token } = tokens;
  await eventually(async () =>
    expect((await graph.ask('{ people { name } }', { token: token! })).status).toBe(200),
  );
}, 60_000);
afterAll(() => graph?.close());

/** Data of `diary` (a scope) and `home` (any token) for each caller. */
const given = {
  anonymous: { diary: null, home: null },
  app: { diary: null, home: { title: 'The park' } },
  reader: { diary: 'dear diary', home: { title: 'The park' } },
} as const;
type Caller = keyof typeof given;
const callers = Object.keys(given) as Caller[];

const document = (number: number) => `{ p${number}: person(id: "1") { name diary home { title } } }`;

async function expectOwn(caller: Caller, number: number): Promise<void> {
  const token = tokens[caller];
  const { json } = await graph.ask(document(number), token === undefined ? {} : { token });
  expect(json.data, `${caller}, ${document(number)} ${JSON.stringify(json.errors)}`).toEqual({
    [`p${number}`]: { name: 'Person 1', ...given[caller] },
  });
}

const seed = drawSeed();
const random = randomNumbers(seed);

describe(`the same document at once by callers of different rights (seed ${seed})`, () => {
  it.each(['nobody has asked before', 'it is prepared for all', 'it is prepared, again'])(
    'gives each their own data if %s',
    async () => {
      const asked = Array.from({ length: 12 }, (_, number) => callers.map((caller) => ({ caller, number })))
        .flat()
        .map((ask) => ({ ...ask, order: random(2 ** 30) }))
        .toSorted((one, other) => one.order - other.order);
      await Promise.all(asked.map(({ caller, number }) => expectOwn(caller, number)));
    },
    30_000,
  );

  it.each(callers)('with %s as the first caller', async (first) => {
    const number = 100 + callers.indexOf(first);
    await expectOwn(first, number);
    for (const caller of callers) await expectOwn(caller, number);
  });
});
