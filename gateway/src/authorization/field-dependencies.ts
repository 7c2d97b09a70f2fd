import { directiveArguments } from '@civic-graph/policy';
import {
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isObjectType,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  type SelectionSetNode,
} from 'graphql';

/** What the gateway reads of other fields, on its own account, to answer one field. */
export interface FieldDependencies {
  /** Coordinates that `@requires` names: their values go into the field's answer. */
  readonly required: readonly string[];
  /**
   * Keys by which the field's object can be found in a subgraph that has the field, each as the coordinates that it
   * is made of. Empty where the object is never looked up: its type lives in one subgraph.
   */
  readonly keys: readonly (readonly string[])[];
}

/**
 * Reads `@join__field(requires:)` and `@join__type(key:)` of a supergraph (https://specs.apollo.dev/join/v0.5).
 * Composers before November 2025 let a field depend on guarded ones without their rules (GHSA-m8jr-fxqx-8xx6), so
 * what a supergraph says about rules is not enough. `@fromContext` is a SECURITY feature that is not served at all.
 */
export function fieldDependencies(
  document: DocumentNode,
  schema: GraphQLSchema,
): ReadonlyMap<string, FieldDependencies> {
  const dependencies = new Map<string, FieldDependencies>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    const type = schema.getType(definition.name.value);
    if (!isObjectType(type)) continue;
    const keys = keysByGraph(definition);
    for (const field of definition.fields ?? []) {
      const joins = joinsOf(field);
      const required = joins.flatMap(({ requires }) => coordinatesIn(requires, type, schema));
      const graphs = joins.flatMap(({ graph }) => graph ?? []);
      const offered = (graphs.length > 0 ? graphs : [...keys.keys()]).flatMap(
        (graph) => keys.get(graph) ?? [],
      );
      const found = keys.size > 1 ? offered.map((key) => coordinatesIn(key, type, schema)) : [];
      if (required.length > 0 || found.length > 0) {
        dependencies.set(`${type.name}.${field.name.value}`, { required, keys: found });
      }
    }
  }
  return dependencies;
}

/** Graph -> the keys by which it finds objects of the type; also graphs that have none. */
function keysByGraph({ directives }: ObjectTypeDefinitionNode): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, string[]>();
  for (const directive of directives ?? []) {
    if (directive.name.value !== 'join__type') continue;
    const { graph, key, resolvable } = directiveArguments(directive);
    if (typeof graph !== 'string') continue;
    const known = keys.get(graph) ?? [];
    keys.set(graph, typeof key === 'string' && resolvable !== false ? [...known, key] : known);
  }
  return keys;
}

interface Join {
  readonly graph: string | null;
  readonly requires: string;
}

/** Where a field is resolved; not where it is `@external`. */
function joinsOf({ directives }: FieldDefinitionNode): Join[] {
  return (directives ?? []).flatMap((directive): Join[] => {
    if (directive.name.value !== 'join__field') return [];
    const { graph, requires, external } = directiveArguments(directive);
    if (external === true) return [];
    return [
      {
        graph: typeof graph === 'string' ? graph : null,
        requires: typeof requires === 'string' ? requires : '',
      },
    ];
  });
}

/** Every coordinate that a field set selects, on whatever object type the selection can meet. */
function coordinatesIn(fieldSet: string, type: GraphQLCompositeType, schema: GraphQLSchema): string[] {
  if (fieldSet.trim() === '') return [];
  const [operation] = parse(`{ ${fieldSet} }`, { noLocation: true }).definitions;
  return operation?.kind === Kind.OPERATION_DEFINITION ? selected(operation.selectionSet, type) : [];

  function selected({ selections }: SelectionSetNode, parent: GraphQLCompositeType): string[] {
    return selections.flatMap((selection): string[] => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const narrowed = selection.typeCondition && schema.getType(selection.typeCondition.name.value);
        return selected(selection.selectionSet, isCompositeType(narrowed) ? narrowed : parent);
      }
      const name = selection.name.value;
      const possible = isObjectType(parent) ? [parent] : [parent, ...schema.getPossibleTypes(parent)];
      const coordinates = possible.map((object) => `${object.name}.${name}`);
      const result = 'getFields' in parent ? parent.getFields()[name]?.type : undefined;
      const below = result && getNamedType(result);
      return selection.selectionSet && isCompositeType(below)
        ? [...coordinates, ...selected(selection.selectionSet, below)]
        : coordinates;
    });
  }
}
