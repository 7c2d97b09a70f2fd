import { Supergraph } from '@apollo/federation-internals';
import { anonymous, type Principal } from '@civic-graph/policy';
import { type OperationDefinitionNode, parse } from 'graphql';
import { expect, test } from 'vitest';
import { testLimits, testSupergraph } from '../../test/fixtures/gateway.ts';
import { askedOf, citizenCalled, movingSupergraph } from '../../test/fixtures/moving-fields.ts';
import { Switchboard } from '../admission/kill-switches/switchboard.ts';
import { createRustPlanner } from '../planning/planners/rust-planner.ts';
import { callerNumber } from '../planning/progressive-override.ts';
import { admitSupergraph } from '../supergraph/served-supergraph.ts';
import { prepareOperation } from './prepared-operation.ts';

/** An operation, and how often it was planned so far. */
function prepare(supergraphSdl: string, query: string) {
  let plans = 0;
  const served = admitSupergraph(supergraphSdl, (sdl) => {
    const planner = createRustPlanner(sdl);
    return {
      name: 'counting',
      plan: (...asked) => {
        plans += 1;
        return planner.plan(...asked);
      },
    };
  });
  const schema = Supergraph.build(served.gatewaySdl).apiSchema().toGraphQLJSSchema();
  const document = parse(query);
  const operation = document.definitions[0] as OperationDefinitionNode;
  const prepared = prepareOperation(
    served,
    schema,
    { text: query, document, operation },
    testLimits,
    'errors',
    new Switchboard(),
  );
  return { prepared, plans: () => plans };
}

test('each caller keeps its override context, even with the same operation and rights', async () => {
  const { prepared, plans } = prepare(movingSupergraph, '{ thing { stays tenth third } }');
  const callers: Principal[] = [
    anonymous,
    ...Array.from({ length: 60 }, (_, at) => citizenCalled(`subject-${at}`)),
  ];
  const expected = (principal: Principal) => {
    const number = callerNumber(principal);
    return [...(number < 10 ? ['tenth'] : []), ...(number < 33.5 ? ['third'] : [])];
  };
  for (let round = 0; round < 2; round++) {
    for (const principal of callers) {
      const { plan } = await prepared.forCaller(principal, {});
      const moved = askedOf('next', plan).filter((name) => name === 'tenth' || name === 'third');
      expect([callerNumber(principal), moved.sort()]).toEqual([callerNumber(principal), expected(principal)]);
    }
  }
  // Three sides of citizens, and the anonymous, who have other rights.
  expect(plans()).toBe(4);
});

test('without overrides, callers with the same rights share one plan', async () => {
  const { prepared, plans } = prepare(testSupergraph, '{ people { name } }');
  for (let at = 0; at < 20; at++) await prepared.forCaller(citizenCalled(`subject-${at}`), {});
  expect(plans()).toBe(1);
});
