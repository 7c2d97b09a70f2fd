import { directiveArguments } from '@civic-graph/policy';
import type { FieldDefinitionNode, InterfaceTypeDefinitionNode, ObjectTypeDefinitionNode } from 'graphql';

/** Where a subgraph resolves a field. */
export interface FieldJoin {
  /** `null` if the supergraph does not name one. */
  readonly graph: string | null;
  readonly requires: string;
  /** Subgraph whose field it replaces (`@override`); `null` if none. */
  readonly overrides: string | null;
}

/** Reads `@join__field` (https://specs.apollo.dev/join/v0.5), without `@external` fields. */
export function fieldJoins({ directives }: FieldDefinitionNode): FieldJoin[] {
  return (directives ?? []).flatMap((directive): FieldJoin[] => {
    if (directive.name.value !== 'join__field') return [];
    const { graph, requires, external, override } = directiveArguments(directive);
    if (external === true) return [];
    return [
      {
        graph: typeof graph === 'string' ? graph : null,
        requires: typeof requires === 'string' ? requires : '',
        overrides: typeof override === 'string' ? override : null,
      },
    ];
  });
}

type Join = ReturnType<typeof directiveArguments>;

/**
 * Reads `@join__type`: graph -> the keys by which it resolves objects of the type, including graphs without a
 * key.
 */
export function keysByGraph(
  { directives }: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode,
  isMeant: (join: Join) => boolean = () => true,
): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, string[]>();
  for (const directive of directives ?? []) {
    if (directive.name.value !== 'join__type') continue;
    const join = directiveArguments(directive);
    const { graph, key, resolvable } = join;
    if (typeof graph !== 'string' || !isMeant(join)) continue;
    const known = keys.get(graph) ?? [];
    keys.set(graph, typeof key === 'string' && resolvable !== false ? [...known, key] : known);
  }
  return keys;
}
