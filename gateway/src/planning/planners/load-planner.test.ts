import { anonymous } from '@civic-graph/policy';
import { composeSupergraph } from '@civic-graph/supergraph';
import { expect, test } from 'vitest';
import { subgraphs } from '../../../test/fixtures/create-engine.ts';
import { admitSupergraph } from '../../supergraph/served-supergraph.ts';
import { loadPlanner } from './load-planner.ts';

test.each(['rust', 'apollo'] as const)('the %s planner is loaded by its name and plans', async (name) => {
  const { createPlanner } = await loadPlanner(name);
  const { planner, override } = admitSupergraph(composeSupergraph(subgraphs), createPlanner);
  expect(planner.name).toBe(name);
  expect(
    await planner.plan('{ place(code: "park") { title stars } }', override.contextOf(anonymous)),
  ).toMatchObject({
    kind: 'sequence',
    nodes: [
      { kind: 'root', fetch: { subgraph: 'places' } },
      { kind: 'entities', fetch: { subgraph: 'ratings' } },
    ],
  });
});
