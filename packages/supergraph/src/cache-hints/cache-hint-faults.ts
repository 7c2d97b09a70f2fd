import { type DocumentNode, Kind } from 'graphql';
import type { Ownership } from '../graphql/subgraph-ownership.ts';
import type { PolicyIndex } from '../policy-index/policy-index.ts';
import type { CacheHints } from './cache-hints.ts';

/** A hint that must not be served. */
export interface CacheHintFault {
  readonly coordinate: string;
  readonly message: string;
}

/**
 * Finds hints that would cache restricted data, or that decide for another subgraph. A field of an interface
 * may have a hint even if an implementer guards it, because each object's own type decides.
 */
export function cacheHintFaults(
  supergraph: DocumentNode,
  hints: CacheHints,
  ownership: Ownership,
  policy: PolicyIndex,
): readonly CacheHintFault[] {
  const interfaces = new Set(
    supergraph.definitions.flatMap((node) =>
      node.kind === Kind.INTERFACE_TYPE_DEFINITION ? node.name.value : [],
    ),
  );
  return [...hints].flatMap(([coordinate, hint]): readonly CacheHintFault[] => {
    const [typeName = ''] = coordinate.split('.');
    const why = hint.isPrivate || interfaces.has(typeName) ? null : whyGuarded(coordinate, policy);
    if (why !== null) return [publicButGuarded(coordinate, why)];
    if (hint.maxAge === null || !ownership.isShared(coordinate)) return [];
    const message = `${coordinate}: several subgraphs resolve it, and the maxAge of one would apply to all; write @cacheControl on fields of a single subgraph`;
    return [{ coordinate, message }];
  });
}

export function publicButGuarded(coordinate: string, why: string): CacheHintFault {
  const message = `${coordinate}: @cacheControl is public, but ${why}; only fields that anyone may read can be shared; write scope: PRIVATE otherwise`;
  return { coordinate, message };
}

function whyGuarded(coordinate: string, policy: PolicyIndex): string | null {
  const [typeName = '', fieldName] = coordinate.split('.');
  const dataClass = fieldName === undefined ? 'C0' : (policy.classOf(typeName, fieldName) ?? 'C0');
  if (dataClass !== 'C0') return `its class is ${dataClass}`;
  const rules = policy.requirementsOf(typeName, fieldName ?? '__typename');
  return rules.length > 0 ? 'it has an access rule' : null;
}
