import { Supergraph } from '@apollo/federation-internals';
import {
  admitSupergraph,
  composeSupergraph,
  createEngine,
  loadPlanner,
  type PlannerFactory,
  readAnswer,
} from '@civic-graph/gateway';
import { anonymous, type Principal } from '@civic-graph/policy';
import { type DocumentNode, type GraphQLSchema, Kind } from 'graphql';
import type { Answer } from './compare.ts';
import { Data, type State } from './data.ts';
import type { Model } from './model.ts';
import { createMonolith, type Monolith } from './monolith.ts';
import { createSubgraph, type Subgraph } from './subgraphs.ts';
import type { Operation } from './write-operation.ts';

/** As a gateway loads them: where the native planner finds no plan, the other one is asked. */
export type PlannerName = 'rust' | 'apollo';
const planners: Readonly<Record<PlannerName, PlannerFactory>> = {
  rust: await loadPlanner('rust'),
  apollo: await loadPlanner('apollo'),
};

const everyRight: Principal = {
  kind: 'operator',
  clientId: 'console',
  subject: 's',
  scopes: ['read', 'a', 'b'],
  roles: ['auditor'],
  agency: 'a',
  purpose: 'tests',
  assurance: 'high',
};

/** A federated graph and the monolith that it must answer as. */
export interface Federation {
  readonly supergraphSdl: string;
  readonly schema: GraphQLSchema;
  readonly subgraphs: readonly Subgraph[];
  readonly monolith: Monolith;
  ask(planner: PlannerName, document: DocumentNode, operation: Operation): Promise<Answer>;
}

/** @throws CompositionError */
export function createFederation(model: Model): Federation {
  const data = new Data(model);
  const subgraphs = model.subgraphs.map((name) => createSubgraph(model, data, name));
  const supergraphSdl = composeSupergraph(
    subgraphs.map(({ name, sdl }) => ({ name, sdl, url: `http://${name}.invalid/graphql` })),
  );
  const engines = new Map<PlannerName, ReturnType<typeof engineFor>>();
  const served = admitSupergraph(supergraphSdl, planners.rust);
  const schema = Supergraph.build(served.gatewaySdl).apiSchema().toGraphQLJSSchema();
  const principal = model.denied ? anonymous : everyRight;
  return {
    supergraphSdl,
    schema,
    subgraphs,
    monolith: createMonolith(schema, data, model.denied),
    async ask(planner, document, { query: text, variables }) {
      let ask = engines.get(planner);
      if (!ask) {
        ask = engineFor(planner);
        engines.set(planner, ask);
      }
      const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION)!;
      const result = await ask({ schema, document, operation, text, operationName: undefined }, variables);
      return JSON.parse(JSON.stringify(result)) as Answer;
    },
  };

  function engineFor(planner: PlannerName) {
    const admitted = planner === 'rust' ? served : admitSupergraph(supergraphSdl, planners[planner]);
    let state: State = new Map();
    const engine = createEngine({
      limits,
      maxErrors: 10_000,
      maxPreparedOperations: 10,
      maxPreparedCharacters: 1_000_000,
      consentUrl: 'https://consent.invalid',
      subgraphs: {
        async call({ subgraph, text }, variables) {
          const target = subgraphs.find(({ name }) => name === subgraph)!;
          return readAnswer(await target.respond(text, variables, state));
        },
      },
    });
    return async (operation: Parameters<typeof engine.prepare>[1], variables: Operation['variables']) => {
      state = new Map();
      const admission = await engine.admit(engine.prepare(admitted, operation), variables, principal);
      const call = { principal, requestId: 'r', signal: new AbortController().signal };
      return admission.kind === 'refused' ? admission : engine.run(admission, call);
    };
  }
}

const limits = {
  maxFields: 100_000,
  maxDepth: 100,
  maxAliases: 10_000,
  maxRootFields: 1_000,
  maxLevels: 1_000,
  maxAnswerValues: 10_000_000,
};
