import { type DocumentNode, Kind } from 'graphql';
import type { CacheHint, CacheHints } from '../cache-hints/cache-hints.ts';
import { typeDeclarations } from '../graphql/type-declarations.ts';

/** Cache hints of the types of one subgraph. */
export interface HintedTypes {
  /** Of an abstract type: its own hint, unless a member forbids caching. */
  hintOf(typeName: string): CacheHint | undefined;
  isComposite(typeName: string): boolean;
}

export function hintedTypes(document: DocumentNode, hints: CacheHints): HintedTypes {
  const members = membersByType(document);
  const composite = new Set<string>();
  for (const [typeName, [first]] of typeDeclarations(document)) {
    if (first && /^(Object|Interface|Union)/.test(first.kind)) composite.add(typeName);
  }
  return {
    isComposite: (typeName) => composite.has(typeName),
    hintOf(typeName) {
      const own = hints.get(typeName);
      const ofType = members.get(typeName);
      if (ofType === undefined) return own;
      const given = [...ofType].flatMap((member) => hints.get(member) ?? []);
      const covers = own !== undefined || (ofType.size > 0 && given.length === ofType.size);
      return covers ? least([...(own ? [own] : []), ...given]) : undefined;
    },
  };
}

function least(hints: readonly CacheHint[]): CacheHint {
  const ages = hints.flatMap(({ maxAge }) => maxAge ?? []);
  return {
    maxAge: ages.length > 0 ? Math.min(...ages) : null,
    isPrivate: hints.some(({ isPrivate }) => isPrivate),
    inheritsMaxAge: hints.every(({ inheritsMaxAge }) => inheritsMaxAge),
  };
}

/** Abstract type -> its object types in this subgraph. */
function membersByType(document: DocumentNode): ReadonlyMap<string, ReadonlySet<string>> {
  const members = new Map<string, Set<string>>();
  const add = (abstractType: string, member: string) => {
    const known = members.get(abstractType) ?? new Set();
    members.set(abstractType, known.add(member));
  };
  for (const [typeName, parts] of typeDeclarations(document)) {
    for (const part of parts) {
      if (part.kind === Kind.OBJECT_TYPE_DEFINITION || part.kind === Kind.OBJECT_TYPE_EXTENSION) {
        for (const { name } of part.interfaces ?? []) add(name.value, typeName);
      }
      if (part.kind === Kind.UNION_TYPE_DEFINITION || part.kind === Kind.UNION_TYPE_EXTENSION) {
        for (const { name } of part.types ?? []) add(typeName, name.value);
      }
    }
  }
  return members;
}
