import { expect, test } from 'vitest';
import { composeSupergraph } from '../supergraph/compose.ts';
import { NativePlanner } from './native-planner.ts';
import { PlanError } from './planner.ts';

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])';
const sdl = composeSupergraph([
  {
    name: 'a',
    url: 'http://a.invalid',
    sdl: `${link} type Query { a: T } type T @key(fields: "id") { id: ID! }`,
  },
  { name: 'b', url: 'http://b.invalid', sdl: `${link} type T @key(fields: "id") { id: ID! name: String }` },
]);
const request = { supergraph: 's', sdl, labels: [], percentage: 0 };
const fine = { ...request, operation: '{ a { name } }' };

test('plans, one supergraph after the other', async () => {
  const planner = new NativePlanner();
  const other = { ...fine, supergraph: 'other', operation: '{ a { id } }' };
  const plans = await Promise.all([planner.plan(fine), planner.plan(other), planner.plan(fine)]);
  expect(plans).toMatchObject([
    { node: { kind: 'Sequence' } },
    { node: { kind: 'Fetch' } },
    { node: { kind: 'Sequence' } },
  ]);
});

test('tells why there is no plan', async () => {
  const planner = new NativePlanner();
  await expect(planner.plan({ ...request, operation: '{ nothing }' })).rejects.toThrow(PlanError);
  await expect(planner.plan(fine)).resolves.toBeDefined();
});

test('an operation that ends the process ends itself alone', async () => {
  // Nothing is planned within no time, so each plan ends the process that makes it.
  const planner = new NativePlanner({ deadlineMs: 0 });
  const ended = await Promise.allSettled([planner.plan(fine), planner.plan(fine)]);
  expect(ended).toMatchObject([
    { status: 'rejected', reason: { name: 'PlanError', message: expect.stringContaining('SIGKILL') } },
    { status: 'rejected', reason: { name: 'PlanError', message: expect.stringContaining('SIGKILL') } },
  ]);
});
