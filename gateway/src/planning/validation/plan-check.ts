import { readOwnership, subgraphNames } from '@civic-graph/supergraph/graphql';
import { buildASTSchema, type DocumentNode } from 'graphql';
import { entityKeys } from '../entity-keys.ts';
import { subgraphFields } from '../subgraph-fields.ts';
import type { Reachable } from './candidates.ts';
import { type RuntimeTypes, runtimeTypes } from './runtime-types.ts';

/** The parts of a supergraph that plan validation needs. */
export interface PlanCheck extends Reachable {
  readonly runtimeTypes: RuntimeTypes;
  /** Whether a subgraph has a type of the name. */
  readonly isKnown: (subgraph: string, typeName: string) => boolean;
}

export function readPlanCheck(supergraph: DocumentNode): PlanCheck {
  const schema = buildASTSchema(supergraph, { assumeValidSDL: true });
  return {
    schema,
    runtimeTypes: runtimeTypes(supergraph, schema),
    fieldOf: subgraphFields(supergraph),
    isKnown: readOwnership(supergraph).isAnsweredBy,
    keysOf: entityKeys(supergraph),
    subgraphs: [...subgraphNames(supergraph).values()],
  };
}
