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

/** Whether a field is open to the chosen app, or else to the caller, and if not, why. */
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
  /** Whether it has the mark of a field above, without which it is not reached. */
  readonly isInherited: boolean;
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** The marked fields of a document, in its order; `null` while it does not parse. */
export function markedFields(text: string, schema: GraphQLSchema, marks: FieldMarks): MarkedField[] | null {
  const found: MarkedField[] = [];
  const types = new TypeInfo(schema);
  /** Of the fields around the visited one, the innermost last; a fragment does not know those above it. */
  const above: (FieldMark | undefined)[] = [];
  const enter = (name: NameNode) => {
    const coordinate = `${types.getParentType()?.name}.${name.value}`;
    const own = marks.get(coordinate);
    const inherited = above.at(-1);
    const isInherited = own !== undefined && inherited !== undefined && isStricter(inherited, own);
    const mark = isInherited ? inherited : own;
    above.push(mark ?? inherited);
    if (mark === undefined || name.loc === undefined) return;
    const { line, column } = getLocation(name.loc.source, name.loc.start);
    found.push({ coordinate, mark, isInherited, line, column, length: name.value.length });
  };
  const leave = () => void above.pop();
  try {
    visit(
      parse(text),
      visitWithTypeInfo(types, { [Kind.FIELD]: { enter: ({ name }) => enter(name), leave } }),
    );
    return found;
  } catch {
    return null;
  }
}

const strictness = { allowed: 0, consent: 1, closed: 2 } as const;

function isStricter(one: FieldMark, other: FieldMark): boolean {
  return strictness[one.kind] > strictness[other.kind];
}
