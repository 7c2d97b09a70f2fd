import { setImmediate as nextIteration } from 'node:timers/promises';
import type { PublishedContract } from '@civic-graph/releases';
import {
  assertValidSchema,
  buildASTSchema,
  type GraphQLSchema,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  parse,
} from 'graphql';
import type { ServedSupergraph } from './served-supergraph.ts';

/** A contract as it is served: a part of the supergraph's schema, with the same rules and plans. */
export interface ServedContract {
  /** The supergraph under an identity of its own, which separates what is prepared for it from the rest. */
  readonly served: ServedSupergraph;
  /** What its clients see. */
  readonly schema: GraphQLSchema;
  /** The schema as it was published. */
  readonly text: string;
}

/** By name; `null` for a contract that cannot be served. */
export type ServedContracts = ReadonlyMap<string, ServedContract | null>;

/**
 * Builds the schemas of contracts. One that has not changed stays the same, with everything prepared for it.
 * @param report called for each contract that cannot be served; the others are
 */
export async function serveContracts(
  published: readonly PublishedContract[],
  base: ServedSupergraph,
  before: ServedContracts,
  report: (name: string, reason: string) => void,
): Promise<ServedContracts> {
  const contracts = new Map<string, ServedContract | null>();
  for (const contract of published) {
    contracts.set(contract.name, serve(contract));
    // Each takes some 50 ms, in which requests would wait.
    await nextIteration();
  }
  return contracts;

  function serve(contract: PublishedContract): ServedContract | null {
    const { name, schema: text, isPending = false } = contract;
    const known = before.get(name);
    if (known?.served.contractOf === base && (isPending || known.text === text)) return known;
    try {
      if (isPending) throw new Error('the registry still computes its schema');
      if (text === null) throw new Error('its tags leave no valid schema of this supergraph');
      const schema = buildASTSchema(parse(text, { noLocation: true }), { assumeValidSDL: true });
      assertValidSchema(schema);
      refuseForeignFields(schema, base.clientSchema());
      return { served: { ...base, contractOf: base }, schema, text };
    } catch (error) {
      report(name, error instanceof Error ? error.message : String(error));
      return null;
    }
  }
}

/** A contract shows less than the supergraph, never anything else. */
function refuseForeignFields(contract: GraphQLSchema, supergraph: GraphQLSchema): void {
  for (const type of Object.values(contract.getTypeMap())) {
    if (isIntrospectionType(type) || !(isObjectType(type) || isInterfaceType(type))) continue;
    const original = supergraph.getType(type.name);
    const fields = isObjectType(original) || isInterfaceType(original) ? original.getFields() : {};
    const foreign = Object.keys(type.getFields()).find((name) => !Object.hasOwn(fields, name));
    if (foreign !== undefined) throw new Error(`the supergraph has no field ${type.name}.${foreign}`);
  }
}
