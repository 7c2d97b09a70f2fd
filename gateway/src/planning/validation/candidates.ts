import type { SelectionSetNode } from 'graphql';
import type { EntityKeys } from '../entity-keys.ts';
import { type GivenCheck, isProvided, providedBelow } from './given-fields.ts';

/**
 * Subgraphs from which a place of the answer could be fetched, and what the way there provides. They may know
 * different members of an interface or union; planners ask only for members that all of them know.
 */
export type Candidates = ReadonlyMap<string, readonly SelectionSetNode[]>;

export interface Reachable extends GivenCheck {
  readonly subgraphs: readonly string[];
  readonly keysOf: EntityKeys;
}

export function candidatesAtRoot({ subgraphs }: Reachable): Candidates {
  return new Map(subgraphs.map((subgraph) => [subgraph, []]));
}

/** Subgraphs that give a field: they are where its object is, or resolve that by a key. */
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

  /** By these a subgraph may know the type: its interface is one where it sees that as an object. */
  function namesOf(name: string): string[] {
    const known = schema.getType(name);
    const interfaces = known && 'getInterfaces' in known ? known.getInterfaces() : [];
    return [name, ...interfaces.map((implemented) => implemented.name)];
  }
}
