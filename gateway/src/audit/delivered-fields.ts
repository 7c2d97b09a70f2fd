import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Access } from '../authorization/access.ts';
import type { PolicyIndex } from '../authorization/policy-index.ts';
import { collectFields } from '../execution/collect-fields.ts';
import type { Inclusion } from '../execution/inclusion.ts';
import { getOwn, isObject } from '../execution/own-property.ts';

/**
 * The coordinates of the personal fields that an answer delivers. Compiled once per operation and rights. Answers that
 * deliver the same get the same set, so that what follows from a set need not be worked out for each.
 */
export type DeliveredFields = (answer: object) => ReadonlySet<string>;

/** Which fields are null differs from answer to answer, but not in many ways. */
const combinationsKept = 64;

/** A part of an operation with personal fields in it; what has none is left out. */
interface Branch {
  readonly key: string;
  /** Personal fields that lie here: several where a type is abstract, and then all count. */
  readonly personal: readonly string[];
  readonly branches: readonly Branch[];
}

export interface DeliveredFieldsSource {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly access: Access;
  readonly included: Inclusion;
  readonly policyIndex: PolicyIndex;
}

/**
 * `null` where the operation delivers no personal field to whoever has these rights, whatever the answer.
 *
 * A field counts if it is anywhere in the answer and not null. That it is null is not counted, though it may tell
 * something: most often it means that the agency was down or has refused.
 */
export function compileDeliveredFields(source: DeliveredFieldsSource): DeliveredFields | null {
  const { schema, operation, fragments, access, included, policyIndex } = source;
  const root = schema.getRootType(operation.operation);
  const branches = root ? branchesOf([root], [operation.selectionSet]) : [];
  if (branches.length === 0) return null;
  const known = new Map<string, ReadonlySet<string>>();
  return (answer) => {
    const delivered = new Set<string>();
    note(answer, branches, delivered);
    const key = [...delivered].join(' ');
    const same = known.get(key);
    if (same !== undefined) return same;
    if (known.size < combinationsKept) known.set(key, delivered);
    return delivered;
  };

  function branchesOf(
    types: readonly GraphQLObjectType[],
    selectionSets: readonly SelectionSetNode[],
  ): readonly Branch[] {
    const byKey = new Map<string, { types: Set<GraphQLObjectType>; nodes: Set<FieldNode> }>();
    for (const type of types) {
      for (const [key, nodes] of collectFields(schema, fragments, type, selectionSets, included)) {
        const [first] = nodes;
        if (!first || access.refusalOf(type.name, first.name.value) !== null) continue;
        const known = byKey.get(key) ?? { types: new Set(), nodes: new Set() };
        byKey.set(key, known);
        known.types.add(type);
        for (const node of nodes) known.nodes.add(node);
      }
    }
    return [...byKey].flatMap(([key, { types: parents, nodes }]) => {
      const personal = new Set<string>();
      const results = new Set<GraphQLObjectType>();
      for (const parent of parents) {
        for (const { name } of nodes) {
          const field = parent.getFields()[name.value];
          if (field === undefined) continue;
          if (isPersonal(policyIndex, parent.name, name.value)) personal.add(`${parent.name}.${name.value}`);
          for (const type of possibleTypes(getNamedType(field.type))) results.add(type);
        }
      }
      const inner = [...nodes].flatMap(({ selectionSet }) => selectionSet ?? []);
      const branches = inner.length > 0 ? branchesOf([...results], inner) : [];
      return personal.size + branches.length > 0 ? [{ key, personal: [...personal], branches }] : [];
    });
  }

  function possibleTypes(type: unknown): readonly GraphQLObjectType[] {
    if (isObjectType(type)) return [type];
    return isAbstractType(type) ? schema.getPossibleTypes(type) : [];
  }
}

/** Classes that are logged: C2 personal and C3 sensitive. C1 is about somebody whom its reader cannot name. */
export function isPersonal(policyIndex: PolicyIndex, typeName: string, fieldName: string): boolean {
  const dataClass = policyIndex.classOf(typeName, fieldName);
  return dataClass === 'C2' || dataClass === 'C3';
}

function note(value: unknown, branches: readonly Branch[], delivered: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) note(item, branches, delivered);
    return;
  }
  if (!isObject(value)) return;
  for (const { key, personal, branches: inner } of branches) {
    const found = getOwn(value, key);
    if (found === null || found === undefined) continue;
    for (const coordinate of personal) delivered.add(coordinate);
    if (inner.length > 0) note(found, inner, delivered);
  }
}
