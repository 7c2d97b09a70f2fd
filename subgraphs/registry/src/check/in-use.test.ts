import { expect, test } from 'vitest';
import type { CoordinateUse } from '../usage/usage-store.ts';
import { type WeighedBy, weighBreakingChanges } from './in-use.ts';

const now = new Date('2026-11-27T08:00:00Z');
const removed = { message: "Field 'lines' was removed from object type 'Query'", breaks: ['Query.lines'] };

function use(changes: Partial<CoordinateUse> = {}): CoordinateUse {
  return {
    ...{ coordinate: 'Query.lines', app: 'wechat-city', signature: 'a'.repeat(64), kind: 'query' },
    ...{ name: 'Lines', calls: 1_240, failed: 0, errors: [], p50Ms: 5, p95Ms: 10 },
    lastSeen: new Date('2026-11-26T21:04:00Z'),
    ...changes,
  };
}

const sunsets: Readonly<Record<string, string>> = {
  'Query.past(first:)': '2026-11-27',
  'Query.announced': '2026-11-28',
};

function by(uses: readonly CoordinateUse[], since: Date | null = new Date(0)): WeighedBy {
  return {
    usage: {
      uses: async ({ coordinates }) => uses.filter(({ coordinate }) => coordinates.includes(coordinate)),
      countedSince: async () => since,
    },
    served: {
      agenciesOf: (coordinate) => [
        ...(coordinate.startsWith('Mutation.') ? [] : ['transport']),
        ...(coordinate.startsWith('Query.') ? [] : ['payments']),
      ],
      sunsetOn: (coordinate) => sunsets[coordinate] ?? null,
    },
    ...{ agency: 'transport', now, cause: 'publish' },
  };
}

test('a change that breaks an app is an error that names app, operation, calls and the last one', async () => {
  expect(await weighBreakingChanges([removed], by([use()]))).toEqual([
    {
      ...{ severity: 'error', code: 'BREAKING_CHANGE_IN_USE', fixedBy: 'transport' },
      change: "Field 'lines' was removed from object type 'Query'",
      message:
        "Field 'lines' was removed from object type 'Query'. In use: app wechat-city, operation Lines " +
        '(aaaaaaaaaaaa), 1,240 calls, last 2026-11-26 21:04 UTC. Deprecate it, and remove it once ' +
        "`npx civic usage 'Query.lines'` names no app.",
      ...{ subgraph: null, file: null, line: null, column: null },
    },
  ]);
});

test('names the three apps that call most, each once, and says that there are others', async () => {
  const uses = [
    use({ app: null, signature: null, name: null, calls: 10 }),
    use({ app: 'b', name: null }),
    use({ app: 'b', coordinate: 'Query.more', name: null }),
    use({ app: 'c', calls: 5 }),
    use({ app: 'd', calls: 2_000 }),
  ];
  const change = { ...removed, breaks: ['Query.lines', 'Query.more'] };
  const [problem] = await weighBreakingChanges([change], by(uses));
  expect(problem?.message).toContain('In use: app d, ');
  expect(problem?.message).toContain('; app b, operation aaaaaaaaaaaa, 1,240 calls');
  expect(problem?.message).toContain('; app c, operation Lines (aaaaaaaaaaaa), 5 calls');
  expect(problem?.message).toContain('; and others.');
  const [other] = await weighBreakingChanges([change], by(uses.slice(0, 2)));
  expect(other?.message).toContain(
    '; callers without a token, several operations that are counted together, 10 calls',
  );
});

test.each([
  ['whom nobody uses', removed, new Date(0), 'No app used it in the last 30 days.'],
  [
    'of which little is known',
    removed,
    new Date('2026-11-20T08:00:00Z'),
    '(usage is counted since 2026-11-20 08:00 UTC)',
  ],
  ['of which nothing is known', removed, null, 'No gateway reports usage.'],
  ['that usage cannot weigh', { ...removed, breaks: [] }, null, "from object type 'Query'"],
])('a change %s stays a warning', async (_, change, since, message) => {
  expect(await weighBreakingChanges([change], by([], since))).toEqual([
    expect.objectContaining({
      ...{ severity: 'warning', code: 'BREAKING_CHANGE' },
      message: expect.stringContaining(message),
    }),
  ]);
});

test('who uses the field of another agency is not told', async () => {
  const change = { message: "Input field 'a' was removed", breaks: ['Mutation.pay(input:)'] };
  const uses = [use({ coordinate: 'Mutation.pay(input:)', app: 'alipay-city' })];
  expect(await weighBreakingChanges([change], by(uses))).toMatchObject([
    {
      severity: 'error',
      message: "Input field 'a' was removed. Apps use Mutation.pay(input:) of payments; ask that agency.",
    },
  ]);
});

test('who uses a field that other agencies resolve too is not told', async () => {
  const change = { message: 'Field changed type', breaks: ['PageInfo.hasNextPage'] };
  const uses = [use({ coordinate: 'PageInfo.hasNextPage', app: 'alipay-city' })];
  const [problem] = await weighBreakingChanges([change], by(uses));
  expect(problem?.message).toBe(
    "Field changed type. Apps use PageInfo.hasNextPage of transport and payments; ask the platform's admin.",
  );
});

const foreign = { message: "Input field 'a' was removed", breaks: ['Mutation.pay(input:)'] };

test.each([
  ['callers without a token use', removed, [use({ app: null, name: null, calls: 1_000_000 })]],
  [
    'callers without a token use at another agency',
    foreign,
    [use({ app: null, coordinate: foreign.breaks[0]! })],
  ],
  [
    'apps use after the date of its sunset',
    { ...removed, breaks: ['Query.past(first:)'] },
    [use({ coordinate: 'Query.past(first:)' })],
  ],
])('what only %s may be removed', async (_, change, uses) => {
  const problems = await weighBreakingChanges([change], by(uses));
  expect(problems).toMatchObject([{ severity: 'warning', code: 'BREAKING_CHANGE_IN_USE' }]);
  expect(problems[0]?.message).not.toContain('Deprecate it');
});

test.each([
  ['an app among more callers without a token', [use({ app: null, calls: 1_000_000 }), use({ calls: 5 })]],
  ['an app before the date of its sunset', [use({ coordinate: 'Query.announced' })]],
])('what is used by %s stays', async (_, uses) => {
  const change = { ...removed, breaks: uses.map(({ coordinate }) => coordinate) };
  expect(await weighBreakingChanges([change], by(uses))).toMatchObject([
    { severity: 'error', message: expect.stringContaining('app wechat-city') },
  ]);
});

test('a rollback is possible whatever apps use, and where nobody knows', async () => {
  const uses = [use(), use({ coordinate: foreign.breaks[0]! })];
  const rollback = { ...by(uses), cause: 'rollback' } as const;
  expect(await weighBreakingChanges([removed, foreign], rollback)).toMatchObject([
    { severity: 'warning', message: expect.stringContaining('In use: app wechat-city') },
    { severity: 'warning', message: expect.stringContaining('ask that agency') },
  ]);
  const usage = { uses: () => Promise.reject(new Error('down')), countedSince: async () => null };
  expect(await weighBreakingChanges([removed], { ...rollback, usage })).toMatchObject([
    { severity: 'warning', code: 'BREAKING_CHANGE' },
    { severity: 'warning', code: 'USAGE_UNAVAILABLE' },
  ]);
});

test('usage that cannot be read lets no breaking change pass', async () => {
  const broken: WeighedBy = {
    ...by([]),
    usage: { uses: () => Promise.reject(new Error('down')), countedSince: async () => null },
  };
  expect(await weighBreakingChanges([removed], broken)).toMatchObject([
    { severity: 'warning', code: 'BREAKING_CHANGE' },
    { severity: 'error', code: 'USAGE_UNAVAILABLE' },
  ]);
  expect(await weighBreakingChanges([], broken)).toEqual([]);
});
