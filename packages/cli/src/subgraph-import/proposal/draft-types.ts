import { isObject, type JsonObject, textAt } from '../document/json.ts';
import { camelCase, pascalCase, screamingCase, UniqueNames, wordsOf } from '../document/names.ts';
import type { LeftOut } from '../document/read-operations.ts';
import type { Resolve } from '../document/references.ts';
import { createShapes, type SchemaShape } from '../document/schema-shape.ts';
import { type LocalizedText, textsOf } from '../document/texts.ts';
import type { ProposedEnum, TypeReference } from './model.ts';

/** A type before its fields have classes. */
export interface DraftType {
  readonly name: string;
  /** Name in the document, and its title, for signs of what it is about. */
  readonly about: string;
  readonly texts: LocalizedText;
  readonly statedClass: string | null;
  readonly fields: DraftField[];
}

export interface DraftField {
  readonly name: string;
  readonly property: string;
  readonly type: TypeReference;
  readonly texts: LocalizedText;
  readonly title: string;
  readonly listSize: number | null;
  readonly format: string | null;
  readonly statedClass: string | null;
}

export interface TypeDrafts {
  readonly types: ReadonlyMap<string, DraftType>;
  readonly enums: ReadonlyMap<string, ProposedEnum>;
  readonly leftOut: readonly LeftOut[];
  /** @param hint name of a schema that has none */
  reference(schema: unknown, hint: string): Reference;
}

export type Reference =
  | { readonly type: TypeReference; readonly listSize: number | null }
  | { readonly why: string };

const maxTypes = 400;
const maxFields = 200;
const maxEnumValues = 100;
const maxListDepth = 4;
/** Assumed length of a list about which the document says nothing. */
const assumedListSize = 100;

/** Drafts the types of schemas as they are asked for. @param prefix of all names, such as `Libraries` */
export function draftTypes(prefix: string, resolve: Resolve): TypeDrafts {
  const types = new Map<string, DraftType>();
  const enums = new Map<string, ProposedEnum>();
  const leftOut: LeftOut[] = [];
  const names = new UniqueNames();
  const shapeOf = createShapes(resolve);
  /** By schema, so that one that is referred to twice, or contains itself, becomes one type. */
  const known = new Map<JsonObject, TypeReference>();
  return { types, enums, leftOut, reference: (schema, hint) => reference(schema, hint, 0) };

  function reference(schema: unknown, hint: string, depth: number): Reference {
    const resolved = resolve(schema);
    if (resolved === null) return { why: 'it refers to another file, or to nothing' };
    const { node, name } = resolved;
    const seen = known.get(node);
    if (seen !== undefined) return { type: seen, listSize: null };
    const shape = shapeOf(node);
    const wanted = name ?? textAt(node, 'title') ?? hint;
    switch (shape.kind) {
      case 'unsupported':
        return { why: shape.why };
      case 'array':
        return listReference(shape, hint, depth);
      case 'object':
        return objectReference(node, shape, wanted);
      case 'string':
        return { type: textReference(node, shape, wanted), listSize: null };
      default:
        return { type: { kind: 'scalar', name: scalarNames[shape.kind] }, listSize: null };
    }
  }

  function listReference(
    { items, maxItems }: Extract<SchemaShape, { readonly kind: 'array' }>,
    hint: string,
    depth: number,
  ): Reference {
    if (depth >= maxListDepth) return { why: 'its lists are nested too deeply' };
    const item = reference(items, hint, depth + 1);
    if ('why' in item) return item;
    return { type: { kind: 'list', of: item.type }, listSize: maxItems ?? assumedListSize };
  }

  function objectReference(
    node: JsonObject,
    { properties, isMerged }: Extract<SchemaShape, { readonly kind: 'object' }>,
    wanted: string,
  ): Reference {
    if (types.size >= maxTypes) return { why: `the first ${maxTypes} types are imported` };
    const name = names.take(prefixed(wanted, 'Object'));
    const type: TypeReference = { kind: 'type', name };
    known.set(node, type);
    const fields: DraftField[] = [];
    const about = `${wanted} ${textAt(node, 'title') ?? ''}`;
    types.set(name, { name, about, texts: textsOf(node), statedClass: textAt(node, 'x-data-class'), fields });
    const fieldNames = new UniqueNames();
    for (const [property, schema] of [...properties].slice(0, maxFields)) {
      const field = draftField(name, property, schema, fieldNames);
      if ('why' in field) leftOut.push({ what: `${name}.${property}`, why: field.why });
      else fields.push(field);
    }
    if (isMerged)
      leftOut.push({
        what: name,
        why: 'its alternatives are merged into one type: check what is missing in which',
      });
    return { type, listSize: null };
  }

  function draftField(
    typeName: string,
    property: string,
    schema: unknown,
    fieldNames: UniqueNames,
  ): DraftField | { readonly why: string } {
    const found = reference(schema, `${typeName.slice(prefix.length)} ${property}`, 0);
    if ('why' in found) return found;
    const node = resolve(schema)?.node ?? {};
    if (node.writeOnly === true) return { why: 'it is written, never read' };
    const type = identifierOf(property, found.type);
    return {
      ...{ property, type, listSize: found.listSize },
      name: fieldNames.take(camelCase(property) ?? 'field'),
      // Beside a reference, a description is about the property (OpenAPI 3.1).
      texts: textsOf({ ...node, ...(isObject(schema) && schema) }),
      title: textAt(node, 'title') ?? '',
      format: textAt(node, 'format'),
      statedClass: textAt(node, 'x-data-class'),
    };
  }

  function textReference(
    node: JsonObject,
    { format, values }: Extract<SchemaShape, { readonly kind: 'string' }>,
    wanted: string,
  ): TypeReference {
    const named = values === null ? null : enumValues(values);
    if (named === null) {
      const scalar = format === 'date-time' ? 'DateTime' : format === 'date' ? 'Date' : 'String';
      return { kind: 'scalar', name: scalar };
    }
    const name = names.take(prefixed(wanted, 'Value'));
    const type: TypeReference = { kind: 'enum', name };
    known.set(node, type);
    enums.set(name, { name, texts: textsOf(node), values: named });
    return type;
  }

  function prefixed(wanted: string, fallback: string): string {
    const name = pascalCase(wanted) ?? fallback;
    return name.startsWith(prefix) && name !== prefix ? name : `${prefix}${name}`;
  }
}

const scalarNames = {
  number: 'Float',
  integer: 'Int',
  // Exact up to 2^53; Int would fail.
  'large integer': 'Float',
  boolean: 'Boolean',
} as const;

/** What ends in "id" identifies something, and is no number to calculate with. */
export function identifierOf(name: string, type: TypeReference): TypeReference {
  const isIdentifier = wordsOf(name).at(-1) === 'id' && type.kind === 'scalar';
  return isIdentifier && ['String', 'Int', 'Float'].includes(type.name)
    ? { kind: 'scalar', name: 'ID' }
    : type;
}

/** @returns `null` where they are too many, or have no names of their own */
function enumValues(values: readonly string[]): ProposedEnum['values'] | null {
  if (values.length > maxEnumValues) return null;
  const named = values.map((value) => ({ name: screamingCase(value), value }));
  const names = new Set(named.map(({ name }) => name));
  if (names.size < values.length || names.has(null)) return null;
  return named.map(({ name, value }) => ({ name: name ?? '', value }));
}
