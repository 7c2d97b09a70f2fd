import type { DocumentNode } from 'graphql';
import type { FieldStanding } from '../graphql/field-standing.ts';
import {
  directivesNamed,
  hasFields,
  mapFields,
  mapTypes,
  typeDeclarations,
  withDirectives,
  withoutDirectives,
} from '../graphql/type-declarations.ts';

/**
 * Moves the tags of a type to the fields that this subgraph resolves, so that a contract shows or hides no
 * field of another agency by them.
 * @param name of `@tag` in this document
 */
export function pushTags(document: DocumentNode, standing: FieldStanding, name: string): DocumentNode {
  const names = new Set([name]);
  const declarations = typeDeclarations(document);
  return mapTypes(document, (node) => {
    if (!hasFields(node)) return node;
    const parts = declarations.get(node.name.value) ?? [];
    const ofType = parts.flatMap((part) => directivesNamed(part, names));
    if (ofType.length === 0) return node;
    return mapFields(withoutDirectives(node, names), (field) =>
      standing.isExternal(node, field) ? field : withDirectives(field, ofType),
    );
  });
}
