import type { DataClass } from '@civic-graph/policy';
import { possibleTypes, type TypeWithFields } from '@civic-graph/supergraph/graphql';
import { getNamedType, type SelectionSetNode } from 'graphql';
import { collectFields } from '../lib/graphql/collect-fields.ts';
import type { ShaperSource } from './shape-response.ts';

/**
 * Classes that are recorded: C2 personal and C3 sensitive. C1 is about persons whom the reader cannot
 * identify.
 */
export function isPersonal(dataClass: DataClass | undefined): boolean {
  return dataClass === 'C2' || dataClass === 'C3';
}

/** Whether an answer to this operation can contain personal fields with these rights. */
export function mayDisclosePersonalFields(source: Omit<ShaperSource, 'unfetched'>): boolean {
  const { schema, operation, fragments, access, included, isPersonal } = source;
  const root = schema.getRootType(operation.operation);
  return root ? isAnyPersonal(root, [operation.selectionSet]) : false;

  function isAnyPersonal(type: TypeWithFields, selected: readonly SelectionSetNode[]): boolean {
    return [...collectFields(schema, fragments, type, selected, included).values()].some((nodes) => {
      const name = nodes[0]?.name.value ?? '';
      const field = type.getFields()[name];
      if (field === undefined || access.refusalOf(type.name, name) !== null) return false;
      if (isPersonal(type.name, name)) return true;
      const inner = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
      return possibleTypes(getNamedType(field.type), schema).some((possible) =>
        isAnyPersonal(possible, inner),
      );
    });
  }
}
