import type { SelectionSetNode } from 'graphql';
import type { EntityKeys } from '../entity-keys.ts';
import { type GivenCheck, isProvided, providedBelow } from './given-fields.ts';

/**
 * Subgraphs that could fetch a place of the answer, and fields that the path there provides. Planners request
 * only members that all of them know.
 */
export type Candidates = ReadonlyMap<string, readonly SelectionSetNode[]>;

export interface Reachable extends GivenCheck {
  readonly subgraphs: readonly string[];
  readonly keysOf: EntityKeys;
}

export function candidatesAtRoot({ subgraphs }: Reachable): Candidates {
  return new Map(subgraphs.map((subgraph) => [subgraph, []]));
}

/** Subgraphs that resolve a field, on its object or by a key. */
export function reachedBy(
  candidates: Candidates,
  type: string,
  field: string,
  { subgraphs, keysOf, schema, fieldOf }: Reachable,
): Candidates {
  const reached = new Map<string, SelectionSetNode[]>();
  for (const subgraph of subgraphs) {
    const given = fieldOf(subgraph, type, field);
    if (!given) continue;
    const here = candidates.get(subgraph);
    const isResolved = namesOf(type).some((name) => keysOf(subgraph, name).length > 0);
    if (!here && !isResolved) continue;
    const provided = here ?? [];
    if (given.isExternal && !isProvided(field, type, provided, schema)) continue;
    reached.set(subgraph, providedBelow(field, type, given, provided, schema));
  }
  return reached;

  /** The type's names in a subgraph: an `@interfaceObject` uses the interface's. */
  function namesOf(name: string): string[] {
    const known = schema.getType(name);
    const interfaces = known && 'getInterfaces' in known ? known.getInterfaces() : [];
    return [name, ...interfaces.map((implemented) => implemented.name)];
  }
}
