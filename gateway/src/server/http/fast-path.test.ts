import { setImmediate as nextIteration } from 'node:timers/promises';
import { beforeEach, expect, test } from 'vitest';
import { createTestLane } from '../../../test/fixtures/fast-path.ts';

/** An engine whose admission and answer the test controls. */
let admissions: ((rules: string) => void)[];
let answers: (() => void)[];
let lastChange: number;
let served: object;
let ask: ReturnType<typeof createTestLane>['ask'];

beforeEach(() => {
  admissions = [];
  answers = [];
  lastChange = Number.NEGATIVE_INFINITY;
  served = {};
  const engine = {
    lastChange: () => lastChange,
    admitPrepared: (operation: object) =>
      new Promise((resolve) => {
        admissions.push((rules) =>
          resolve({ kind: 'admitted', operation, forRights: rules, variables: {}, cost: 1 }),
        );
      }),
    run: ({ forRights }: { forRights: string }) =>
      new Promise((resolve) => {
        answers.push(() => resolve({ data: { text: JSON.stringify(forRights) } }));
      }),
  };
  const gateway = {
    get current() {
      return served as never;
    },
  };
  ({ ask } = createTestLane(engine as never, gateway));
});

test('a field that is switched off while its request waits for admission is not in the answer', async () => {
  const before = ask('{ a }');
  await nextIteration();
  lastChange = performance.now();
  admissions[0]?.('before');
  await nextIteration();
  const after = ask('{ a }');
  await nextIteration();
  admissions[1]?.('after');
  await nextIteration();
  for (const answer of answers) answer();
  await Promise.all([before.answered, after.answered]);
  await nextIteration();
  expect([before.text(), after.text()]).toEqual([
    expect.stringContaining('before'),
    expect.stringContaining('after'),
  ]);
});

test('an answer from the previous supergraph is not reused for the next', async () => {
  const before = ask('{ a }');
  await nextIteration();
  served = {};
  const other = ask('{ b }');
  await nextIteration();
  admissions[0]?.('before');
  await nextIteration();
  const after = ask('{ a }');
  await nextIteration();
  admissions[1]?.('other');
  admissions[2]?.('after');
  await nextIteration();
  for (const answer of answers) answer();
  await Promise.all([before, other, after].map(({ answered }) => answered));
  await nextIteration();
  expect(after.text()).toContain('after');
});
