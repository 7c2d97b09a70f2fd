import { type ConstDirectiveNode, type DocumentNode, isTypeDefinitionNode, Kind, visit } from 'graphql';
import { hasFields } from '../graphql/type-declarations.ts';

/** Hides each union whose members are all hidden; the filter does that for objects and enums only. */
export function hideEmptyUnions(filtered: DocumentNode): DocumentNode {
  const hidden = new Set(
    filtered.definitions.flatMap((node) =>
      isTypeDefinitionNode(node) && isHidden(node) ? node.name.value : [],
    ),
  );
  return visit(filtered, {
    UnionTypeDefinition(node) {
      const isEmpty = node.types?.every(({ name }) => hidden.has(name.value)) === true;
      return isEmpty && !isHidden(node)
        ? { ...node, directives: [...(node.directives ?? []), inaccessible] }
        : undefined;
    },
  });
}

/** Composition names the root type `Query`, whatever its name in the subgraphs. */
export function hasQueryField(filtered: DocumentNode): boolean {
  return filtered.definitions.some(
    (node) =>
      isTypeDefinitionNode(node) &&
      hasFields(node) &&
      node.name.value === 'Query' &&
      !isHidden(node) &&
      node.fields?.some((field) => !isHidden(field)) === true,
  );
}

const inaccessible: ConstDirectiveNode = {
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: 'inaccessible' },
};

function isHidden({ directives }: { readonly directives?: readonly ConstDirectiveNode[] }): boolean {
  return directives?.some(({ name }) => name.value === 'inaccessible') === true;
}
