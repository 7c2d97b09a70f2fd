import {
  Kind,
  type OperationDefinitionNode,
  type OperationTypeNode,
  print,
  type SelectionNode,
  stripIgnoredCharacters,
  visit,
} from 'graphql';
import { addedKeys, rootKeys } from '../added-keys.ts';
import type { EntityFetchNode, Path, RequiredSelection, Rewrite, RootFetchNode } from '../plan.ts';
import { on } from './select-from.ts';

/** A fetch of root fields from a subgraph. */
export function rootFetch(
  subgraph: string,
  selections: readonly SelectionNode[],
  { operation, variableDefinitions }: OperationDefinitionNode,
): RootFetchNode {
  const variables = variablesIn(selections);
  const text = written(operation, variableDefinitions, variables, selections);
  return {
    kind: 'root',
    fetch: { subgraph, type: operation, text, variables },
    outputRewrites: [],
    adds: rootKeys(text),
  };
}

export interface EntitiesWanted {
  readonly subgraph: string;
  /** The object type and its name in the subgraph, which is the interface for an `@interfaceObject`. */
  readonly type: string;
  readonly nameThere: string;
  readonly path: Path;
  /** The fields of a representation without its type. */
  readonly brought: readonly RequiredSelection[];
  readonly selections: readonly SelectionNode[];
}

export function entityFetch(
  { subgraph, type, nameThere, path, brought, selections }: EntitiesWanted,
  { variableDefinitions }: OperationDefinitionNode,
): EntityFetchNode {
  const variables = variablesIn(selections);
  const entities: SelectionNode = {
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: '_entities' },
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: 'representations' },
        value: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: variable } },
      },
    ],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [on(nameThere, selections)] },
  };
  const text = written('query' as OperationTypeNode, variableDefinitions, variables, [entities]);
  const typename: RequiredSelection = {
    kind: 'field',
    name: '__typename',
    responseKey: '__typename',
    selections: null,
  };
  return {
    kind: 'entities',
    fetch: { subgraph, type: 'query', text, variables },
    inputs: [
      {
        responseKey: '_entities',
        variable,
        paths: [path],
        requires: [{ kind: 'fragment', typeCondition: type, selections: [typename, ...brought] }],
        inputRewrites: nameThere === type ? [] : [renamed(nameThere)],
        outputRewrites: [],
        adds: addedKeys(text, '_entities'),
      },
    ],
  };
}

const variable = 'representations';

function renamed(value: string): Rewrite {
  return {
    kind: 'set',
    path: [
      { kind: 'types', names: [value] },
      { kind: 'field', name: '__typename' },
    ],
    value,
  };
}

function variablesIn(selections: readonly SelectionNode[]): string[] {
  const names = new Set<string>();
  visit({ kind: Kind.SELECTION_SET, selections }, { Variable: ({ name }) => void names.add(name.value) });
  return [...names];
}

function written(
  operation: OperationTypeNode,
  definitions: OperationDefinitionNode['variableDefinitions'],
  variables: readonly string[],
  selections: readonly SelectionNode[],
): string {
  const used = (definitions ?? [])
    .filter(({ variable: { name } }) => variables.includes(name.value))
    .map(print);
  const all = selections.some(
    (selection) => selection.kind === Kind.FIELD && selection.name.value === '_entities',
  )
    ? [`$${variable}: [_Any!]!`, ...used]
    : used;
  const head = all.length > 0 ? `${operation} (${all.join(', ')})` : operation;
  return stripIgnoredCharacters(`${head} ${print({ kind: Kind.SELECTION_SET, selections })}`);
}
