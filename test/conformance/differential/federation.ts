import { Supergraph } from '@apollo/federation-internals';
import {
  admitSupergraph,
  createEngine,
  type PlannerFactory,
  readAnswer,
  type ServedSupergraph,
} from '@civic-graph/gateway/testing';
import { anonymous, type Principal } from '@civic-graph/policy';
import { composeSupergraph } from '@civic-graph/supergraph';
import { type DocumentNode, type GraphQLSchema, Kind } from 'graphql';
import type { Plan } from '../../../gateway/src/planning/plan.ts';
import type { Answer } from './compare.ts';
import { Data, type State } from './data.ts';
import type { Model } from './model.ts';
import { createMonolith, type Monolith } from './monolith.ts';
import { createSubgraph, type Subgraph } from './subgraphs.ts';
import type { Operation } from './write-operation.ts';

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

/** A federated graph, the monolith with which it must agree, and a client of both. */
export interface Federation {
  readonly model: Model;
  readonly supergraphSdl: string;
  readonly served: ServedSupergraph;
  readonly schema: GraphQLSchema;
  readonly subgraphs: readonly Subgraph[];
  readonly monolith: Monolith;
  readonly principal: Principal;
}

/** A gateway in front of a federation. */
export interface AskedGateway {
  /** Resets the subgraphs as if no mutation had run. */
  ask(document: DocumentNode, operation: Operation): Promise<Answer>;
  /** The plan of the last operation, if the gateway exposes it. */
  readonly lastPlan: Plan | null;
  close(): Promise<void>;
}
export type StartGateway = (federation: Federation) => Promise<AskedGateway>;

/** @throws CompositionError */
export function createFederation(model: Model, planner: PlannerFactory): Federation {
  const data = new Data(model);
  const subgraphs = model.subgraphs.map((name) => createSubgraph(model, data, name));
  const supergraphSdl = composeSupergraph(
    subgraphs.map(({ name, sdl }) => ({ name, sdl, url: `http://${name}.invalid/graphql` })),
  );
  const served = admitSupergraph(supergraphSdl, planner);
  const schema = Supergraph.build(served.gatewaySdl).apiSchema().toGraphQLJSSchema();
  return {
    model,
    supergraphSdl,
    served,
    schema,
    subgraphs,
    monolith: createMonolith(schema, data, model.denied),
    principal: model.denied ? anonymous : everyRight,
  };
}

/** The engine alone, with subgraphs in the same process. */
export const startEngine: StartGateway = async ({ served, schema, subgraphs, principal }) => {
  let state: State = new Map();
  let lastPlan: Plan | null = null;
  const engine = createEngine({
    limits,
    authorizationMode: 'errors',
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
  const ask: AskedGateway['ask'] = async (document, { query: text, variables }) => {
    state = new Map();
    const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION)!;
    const prepared = engine.prepare(served, { schema, document, operation, text, operationName: undefined });
    const admission = await engine.admit(prepared, variables, principal);
    lastPlan = admission.kind === 'refused' ? null : admission.forRights.plan;
    const call = { principal, requestId: 'r', signal: new AbortController().signal };
    const result = admission.kind === 'refused' ? admission : await engine.run(admission, call);
    return JSON.parse(JSON.stringify(result)) as Answer;
  };
  return {
    ask,
    get lastPlan() {
      return lastPlan;
    },
    close: async () => undefined,
  };
};

/** Far above anything that is generated. */
export const limits = {
  maxFields: 100_000,
  maxDepth: 100,
  maxAliases: 10_000,
  maxRootFields: 1_000,
  maxLevels: 1_000,
  maxAnswerValues: 10_000_000,
  maxCost: 10_000_000,
};
