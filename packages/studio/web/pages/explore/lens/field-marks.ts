import {
  type GraphQLSchema,
  getLocation,
  Kind,
  type NameNode,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Openness } from '../../../graph/purpose-lens.ts';

/** Whether a field is open to the chosen app, or else to the caller, and why not. */
export interface FieldMark {
  readonly kind: Openness['kind'];
  /** What opens it, or who may read it; empty if it is open. */
  readonly reason: string;
}

/** By coordinate; a field without a mark has nothing to say. */
export type FieldMarks = ReadonlyMap<string, FieldMark>;

/** A field of the operation in the editor. Lines and columns count from 1. */
export interface MarkedField {
  readonly coordinate: string;
  readonly mark: FieldMark;
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** The marked fields of a document, in its order; `null` while it does not parse. */
export function markedFields(text: string, schema: GraphQLSchema, marks: FieldMarks): MarkedField[] | null {
  const found: MarkedField[] = [];
  const types = new TypeInfo(schema);
  const add = (name: NameNode) => {
    const coordinate = `${types.getParentType()?.name}.${name.value}`;
    const mark = marks.get(coordinate);
    if (mark === undefined || name.loc === undefined) return;
    const { line, column } = getLocation(name.loc.source, name.loc.start);
    found.push({ coordinate, mark, line, column, length: name.value.length });
  };
  try {
    visit(parse(text), visitWithTypeInfo(types, { [Kind.FIELD]: { enter: ({ name }) => add(name) } }));
    return found;
  } catch {
    return null;
  }
}
