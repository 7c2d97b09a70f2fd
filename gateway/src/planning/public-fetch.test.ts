import { anonymous } from '@civic-graph/policy';
import { expect, test } from 'vitest';
import { testSupergraph } from '../../test/fixtures/gateway.ts';
import { admitSupergraph } from '../supergraph/served-supergraph.ts';
import type { FetchOperation, Plan } from './plan.ts';
import { createRustPlanner } from './planners/rust-planner.ts';

const { planner, override } = admitSupergraph(testSupergraph, createRustPlanner);

function fetchesOf(node: Plan | null): FetchOperation[] {
  if (node === null) return [];
  if (node.kind === 'subscription') return [node.primary.fetch, ...fetchesOf(node.rest)];
  if (node.kind === 'root' || node.kind === 'entities') return [node.fetch];
  return node.kind === 'condition'
    ? [...fetchesOf(node.whenTrue), ...fetchesOf(node.whenFalse)]
    : node.nodes.flatMap(fetchesOf);
}

test.each<[string, string, string[]]>([
  ['public fields', '{ people { name age address { city } } }', ['people public']],
  ['a guarded field', '{ people { name diary } }', ['people guarded']],
  [
    'a guarded field beside a public one, in another fetch',
    '{ people { diary } place(code: "1") { title } }',
    ['people guarded', 'places public'],
  ],
  ['public entities', '{ place(code: "1") { title stars } }', ['places public', 'ratings public']],
  [
    'public entities of a guarded object',
    '{ people { diary visits { at } } }',
    ['people guarded', 'places public'],
  ],
  [
    'guarded entities of a public object',
    '{ people { name visits { note } } }',
    ['people public', 'places guarded'],
  ],
  ['what @requires asks for', '{ people { category } }', ['people public', 'places public']],
  ['an interface', '{ agents { id } }', ['people public']],
  ['an interface of which one member is guarded', '{ agents { name } }', ['people guarded']],
  ['the public member of such an interface', '{ agents { ... on Person { name } } }', ['people public']],
  ['the guarded member of a union', '{ search { ... on Company { name } } }', ['people guarded']],
  [
    'a condition',
    'query ($a: Boolean!) { people { visits @include(if: $a) { at } } }',
    ['people public', 'places public'],
  ],
  ['a subscription to public data', 'subscription { ticks }', ['people public']],
  ['a subscription to guarded data', 'subscription { personChanged(id: "1") { diary } }', ['people guarded']],
  ['a mutation', 'mutation { rename(id: "1", name: "a") { name } }', ['people guarded']],
])('%s', async (_name, operation, expected) => {
  const plan = await planner.plan(operation, override.contextOf(anonymous));
  const found = fetchesOf(plan).map(
    ({ subgraph, isPublic }) => `${subgraph} ${isPublic ? 'public' : 'guarded'}`,
  );
  expect(found.sort()).toEqual(expected);
});
