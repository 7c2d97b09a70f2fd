import type { ASTNode, DocumentNode } from 'graphql';
import { hasFields, typeDeclarations } from './type-declarations.ts';

/** The declaration of `Type` or `Type.field`; `null` if the document has none. */
export function locate(document: DocumentNode, coordinate: string | null): ASTNode | null {
  const [typeName = '', fieldName] = (coordinate ?? '').split('.');
  const parts = typeDeclarations(document).get(typeName) ?? [];
  if (fieldName === undefined) return parts[0] ?? null;
  const fields = parts.filter(hasFields).flatMap((part) => part.fields ?? []);
  return fields.find(({ name }) => name.value === fieldName) ?? null;
}

/** Name of the type whose declaration encloses a node of the same document. */
export function enclosingType(document: DocumentNode, node: ASTNode): string | null {
  const at = node.loc?.start;
  if (at === undefined) return null;
  for (const [name, parts] of typeDeclarations(document)) {
    if (parts.some(({ loc }) => loc && loc.start <= at && at < loc.end)) return name;
  }
  return null;
}
