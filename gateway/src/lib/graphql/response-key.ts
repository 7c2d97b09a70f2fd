import type { FieldNode } from 'graphql';

/** A field's key in an answer (GraphQL October 2021, section 2.7). */
export function responseKeyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}
