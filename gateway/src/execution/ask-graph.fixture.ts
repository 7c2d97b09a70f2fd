import { anonymous } from '@civic-graph/policy';
import type { InProcessGraph } from '@civic-graph/testing';
import { getOperationAST, parse, validate } from 'graphql';
import { expect } from 'vitest';
import { testLimits } from '../gateway.fixture.ts';
import { composeSupergraph, type SubgraphDefinition } from '../supergraph/compose.ts';
import { consumerSchema } from '../supergraph/consumer-schema.ts';
import { admitSupergraph, type PlannerFactory } from '../supergraph/served-supergraph.ts';
import { readAnswer } from '../transport/read-answer.ts';
import { createEngine } from './create-engine.ts';

interface Asked {
  readonly subgraphs: readonly SubgraphDefinition[];
  readonly planner: PlannerFactory;
  readonly respond: InProcessGraph['respond'];
  readonly maxErrors?: number | undefined;
}

/** What the engine alone, without HTTP and without rights, makes of a query over subgraphs in this process. */
export async function askGraph(query: string, { subgraphs, planner, respond, maxErrors = 100 }: Asked) {
  const served = admitSupergraph(composeSupergraph(subgraphs), planner);
  const engine = createEngine({
    limits: testLimits,
    maxErrors,
    maxPreparedOperations: 10,
    maxPreparedCharacters: 100_000,
    consentUrl: 'https://consent.invalid',
    subgraphs: {
      call: async ({ subgraph, text }, variables) => readAnswer(await respond(subgraph, text, variables)),
    },
  });
  const schema = consumerSchema(served.gatewaySdl);
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('the document has not one operation');
  const valid = { schema, document, operation, text: query, operationName: undefined };
  const admission = await engine.admit(engine.prepare(served, valid), {}, anonymous);
  if (admission.kind === 'refused') throw new Error('refused');
  const signal = new AbortController().signal;
  return await engine.run(admission, { principal: anonymous, requestId: 'r', signal });
}
