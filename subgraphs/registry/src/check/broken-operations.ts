import { readableFields } from '@civic-graph/supergraph';
import { type GraphQLSchema, parse, validate } from 'graphql';
import type { ApprovedOperation } from './approved-operations.ts';
import { brokenAt, type Fault } from './broken-at.ts';

export interface OperationsToValidate {
  /** SDL in force. */
  readonly before: string;
  /** SDL with the release. */
  readonly after: string;
  readonly operations: readonly ApprovedOperation[];
}

/** An operation that the release breaks. */
export interface BrokenOperation extends Omit<ApprovedOperation, 'text'> {
  readonly faults: readonly Fault[];
}

/** Faults of one operation that are looked for. */
const maxFaults = 50;

/** The operations that are valid now, and would not be. */
export function brokenOperations({ before, after, operations }: OperationsToValidate): BrokenOperation[] {
  const [old, next] = [readableFields(before).schema, readableFields(after).schema];
  const found = new Map<string, readonly Fault[]>();
  return operations.flatMap(({ text, ...operation }) => {
    // Apps of one platform often have the same operations.
    const faults = found.get(text) ?? faultsOf(text, old, next);
    found.set(text, faults);
    return faults.length === 0 ? [] : [{ ...operation, faults }];
  });
}

function faultsOf(text: string, before: GraphQLSchema, after: GraphQLSchema): readonly Fault[] {
  const document = parse(text, { noLocation: true });
  const errors = validate(after, document, undefined, { maxErrors: maxFaults, hideSuggestions: true });
  if (errors.length === 0 || validate(before, document).length > 0) return [];
  return brokenAt(document, errors, before);
}
