import type { DocumentNode } from 'graphql';
import type { FieldStanding } from '../graphql/field-standing.ts';
import {
  directivesNamed,
  hasFields,
  mapFields,
  mapTypes,
  type Names,
  typeDeclarations,
  withDirectives,
  withoutDirectives,
} from '../graphql/type-declarations.ts';

/**
 * Moves each type's data class to the fields that this subgraph resolves, except to fields with their own.
 * @param names of `@dataClass` in this document
 */
export function pushClasses(document: DocumentNode, standing: FieldStanding, names: Names): DocumentNode {
  const declarations = typeDeclarations(document);
  return mapTypes(document, (node) => {
    if (!hasFields(node)) return node;
    const parts = declarations.get(node.name.value) ?? [];
    const ofType = parts.flatMap((part) => directivesNamed(part, names));
    if (ofType.length === 0) return node;
    return mapFields(withoutDirectives(node, names), (field) =>
      standing.isExternal(node, field) || directivesNamed(field, names).length > 0
        ? field
        : withDirectives(field, ofType),
    );
  });
}
