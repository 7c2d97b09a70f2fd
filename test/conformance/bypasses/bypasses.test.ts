import { Supergraph } from '@apollo/federation-internals';
import {
  admitSupergraph,
  createApolloPlanner,
  createEngine,
  createRustPlanner,
  type OperationResult,
  readAnswer,
} from '@civic-graph/gateway/testing';
import { personas } from '@civic-graph/testing';
import { Kind, type OperationDefinitionNode, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { validatingPlanner } from '../../../gateway/src/planning/planners/validating-planner.ts';
import { createMockSubgraphs } from '../every-field/mock-subgraphs.ts';
import { type Bypass, type Defence, supergraphOf } from './bypass.ts';
import { known } from './known.ts';
import { published } from './published.ts';

const planners = {
  rust: (sdl: string) => validatingPlanner(createRustPlanner(sdl), sdl),
  apollo: (_: string, sdl: string) => validatingPlanner(createApolloPlanner(sdl), sdl),
};
type PlannerName = keyof typeof planners;

describe.each(Object.keys(planners) as PlannerName[])('with the %s planner', (planner) => {
  describe.each(Object.entries({ ...published, 'without an advisory': known }))('%s', (_, bypasses) => {
    it.each(bypasses)('$title: $defence.kind', async (bypass) => {
      switch (bypass.defence.kind) {
        case 'composition refused':
          return expect(() => supergraphOf(bypass)).toThrow(
            expect.objectContaining({ code: 'COMPOSITION_FAILED' }),
          );
        case 'start refused': {
          const sdl = supergraphOf(bypass);
          return expect(() => admitSupergraph(sdl, planners[planner])).toThrow(
            expect.objectContaining({ code: 'POLICY_INVALID' }),
          );
        }
        case 'denied':
          return expectDenied(bypass, bypass.defence, planner);
      }
    });
  });
});

async function expectDenied(
  bypass: Bypass,
  defence: Extract<Defence, { kind: 'denied' }>,
  planner: PlannerName,
): Promise<void> {
  const { errors = [], resolved } = await ask(bypass, defence, planner);
  const refused = errors.map(({ extensions }) => [extensions.code, extensions.coordinate]);
  expect(refused).toEqual(defence.closed.map((coordinate) => ['UNAUTHORIZED_FIELD_OR_TYPE', coordinate]));
  for (const coordinate of [...defence.closed, ...(defence.unread ?? [])]) {
    expect(resolved).not.toContain(coordinate);
  }
  expect(resolved).toEqual(expect.arrayContaining([...(defence.open ?? [])]));
}

async function ask(
  bypass: Bypass,
  { query, caller = 'anonymous', members = {} }: Extract<Defence, { kind: 'denied' }>,
  planner: PlannerName,
): Promise<OperationResult & { readonly resolved: readonly string[] }> {
  const served = admitSupergraph(supergraphOf(bypass), planners[planner]);
  const schema = Supergraph.build(served.gatewaySdl).apiSchema().toGraphQLJSSchema();
  const mocks = createMockSubgraphs(bypass.subgraphs);
  mocks.reset(new Map(Object.entries(members)));
  const engine = createEngine({
    subgraphs: {
      call: async ({ subgraph, text }, variables) =>
        readAnswer(await mocks.respond(subgraph, text, variables)),
    },
    limits: {
      maxFields: 100,
      maxDepth: 10,
      maxAliases: 10,
      maxRootFields: 10,
      maxLevels: 20,
      maxAnswerValues: 10_000,
      maxCost: 10_000,
    },
    maxErrors: 100,
    maxPreparedOperations: 10,
    maxPreparedCharacters: 10_000,
    consentUrl: 'https://consent.invalid',
  });
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const operation = document.definitions.find(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  )!;
  const principal = personas[caller];
  const source = { text: query, operationName: undefined };
  const prepared = engine.prepare(served, { ...source, schema, document, operation });
  const admission = await engine.admit(prepared, {}, principal);
  if (admission.kind === 'refused') throw new Error('the operation was not admitted');
  const call = { principal, requestId: 'r', signal: new AbortController().signal };
  return { ...(await engine.run(admission, call)), resolved: [...mocks.resolved] };
}
