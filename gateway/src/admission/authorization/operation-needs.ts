import type { DataClass, Requirement } from '@civic-graph/policy';
import type { PolicyIndex } from '@civic-graph/supergraph/policy-index';
import { fieldsOfOperation, type ReadOperation } from './fields-of-operation.ts';

/** One field of an operation and its requirements, independent of the caller. */
export interface FieldNeeds {
  readonly coordinate: string;
  readonly dataClass: DataClass | null;
  /** The subgraphs that resolve it. */
  readonly owners: readonly string[];
  /** All must hold. */
  readonly requirements: readonly Requirement[];
}

/** The requirements of an operation, for tools that decide before it runs. */
export function operationNeeds(operation: ReadOperation, index: PolicyIndex): FieldNeeds[] {
  return fieldsOfOperation(operation).flatMap(({ coordinate, typeName, fieldName }) => {
    const requirements = index.requirementsOf(typeName, fieldName);
    if (fieldName === '__typename' && requirements.length === 0) return [];
    const dataClass = index.classOf(typeName, fieldName) ?? null;
    return [{ coordinate, dataClass, owners: index.ownersOf(typeName, fieldName), requirements }];
  });
}
