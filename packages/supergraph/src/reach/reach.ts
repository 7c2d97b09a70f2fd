import { buildASTSchema, type DocumentNode, isInterfaceType, isObjectType, Kind, parse } from 'graphql';
import { fieldJoins, keysByGraph } from '../graphql/field-joins.ts';
import { readOwnership, subgraphNames } from '../graphql/subgraph-ownership.ts';
import { coordinatesIn } from '../policy-index/field-dependencies.ts';

/** What a subgraph gets of the fields of others, and which of them it replaces. */
export interface Reach {
  /** Fields of others whose values the gateway sends to the subgraph: `@requires`, and fields of its keys. */
  readonly received: readonly ReceivedField[];
  /** Fields that the subgraph resolves in place of another (`@override`). */
  readonly overridden: readonly OverriddenField[];
}

export interface ReceivedField {
  readonly coordinate: string;
  /** Subgraphs that resolve it, without the receiver. */
  readonly from: readonly string[];
  /** The element that needs it: a field, or a type with the key. */
  readonly for: string;
}

export interface OverriddenField {
  readonly coordinate: string;
  readonly from: string;
}

/** Reads the join specification, so that renamed directives change nothing. */
export function reachOf(supergraphSdl: string, subgraph: string): Reach {
  const document = parse(supergraphSdl, { noLocation: true });
  const received = new Map<string, ReceivedField>();
  const overridden: OverriddenField[] = [];
  const { ownersOf } = readOwnership(document);
  const readsOf = fieldSetReader(document);
  const isMeant = isGraphOf(document, subgraph);

  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
      continue;
    const typeName = definition.name.value;
    for (const [graph, keys] of keysByGraph(definition)) {
      if (isMeant(graph)) for (const key of keys) receive(typeName, key, typeName);
    }
    for (const field of definition.fields ?? []) {
      const coordinate = `${typeName}.${field.name.value}`;
      for (const { graph, requires, overrides } of fieldJoins(field)) {
        if (!isMeant(graph)) continue;
        receive(typeName, requires, coordinate);
        if (overrides !== null) overridden.push({ coordinate, from: overrides });
      }
    }
  }
  return { received: [...received.values()], overridden };

  function receive(typeName: string, fieldSet: string, element: string): void {
    for (const coordinate of readsOf(typeName, fieldSet)) {
      const from = ownersOf(coordinate).filter((owner) => owner !== subgraph);
      if (from.length > 0 && !received.has(coordinate))
        received.set(coordinate, { coordinate, from, for: element });
    }
  }
}

function fieldSetReader(document: DocumentNode): (typeName: string, fieldSet: string) => readonly string[] {
  const schema = buildASTSchema(document, { assumeValid: true });
  return (typeName, fieldSet) => {
    const type = schema.getType(typeName);
    return isObjectType(type) || isInterfaceType(type) ? coordinatesIn(fieldSet, type, schema) : [];
  };
}

function isGraphOf(document: DocumentNode, subgraph: string): (graph: string | null) => boolean {
  const names = subgraphNames(document);
  return (graph) => graph !== null && names.get(graph) === subgraph;
}
