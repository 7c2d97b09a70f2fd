import { composeSupergraph } from '@civic-graph/supergraph';
import { federationHeader, withPublicClass } from '@civic-graph/testing';
import { expect, test } from 'vitest';
import { PlanBudgetError } from '../planner.ts';
import { createStepwisePlanner } from '../stepwise/stepwise-planner.ts';
import { createIsolatedStepwisePlanner } from './isolated-stepwise-planner.ts';

const header = federationHeader('@key', '@external', '@requires');
const supergraph = composeSupergraph(
  [
    { name: 'desk', sdl: 'type Query { file: File } type File @key(fields: "id") { id: ID! }' },
    { name: 'index', sdl: 'type File @key(fields: "id") { id: ID!  pages(of: Int): Int }' },
    {
      name: 'vault',
      sdl: `type File @key(fields: "id") {
        id: ID!  pages(of: Int): Int @external
        seal: String @requires(fields: "pages(of: 1)")  stamp: String @requires(fields: "pages(of: 2)")
      }`,
    },
  ].map(({ name, sdl }) => ({ name, sdl: withPublicClass(header + sdl), url: `http://${name}.invalid` })),
);
const context = { key: '', labels: new Set<string>(), percentage: 0 };

test('its process returns the same plan or error as the planner in this process', async () => {
  const [here, apart] = [createStepwisePlanner(supergraph), createIsolatedStepwisePlanner(supergraph)];
  const operation = '{ file { seal stamp } }';
  const plan = await here.plan(operation, context);
  expect(plan).not.toBeNull();
  expect(await apart.plan(operation, context)).toEqual(plan);
  await expect(apart.plan('{ file { missing } }', context)).rejects.toThrow('missing');
});

test('an operation of too many fields exceeds the budget, instead of having no plan', async () => {
  const apart = createIsolatedStepwisePlanner(supergraph);
  const aliases = Array.from({ length: 21_000 }, (_, at) => `a${at}: id`).join(' ');
  await expect(apart.plan(`{ file { ${aliases} } }`, context)).rejects.toBeInstanceOf(PlanBudgetError);
});
