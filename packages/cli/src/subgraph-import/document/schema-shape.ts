import { isObject, type JsonObject, listAt, objectAt, own, textAt } from './json.ts';
import type { Resolve } from './references.ts';

/** What a JSON Schema allows, as far as GraphQL can say it. */
export type SchemaShape =
  | {
      readonly kind: 'object';
      readonly properties: ReadonlyMap<string, unknown>;
      /** Whether they come from alternatives, so that none needs to be there. */
      readonly isMerged: boolean;
    }
  | { readonly kind: 'array'; readonly items: unknown; readonly maxItems: number | null }
  | { readonly kind: 'string'; readonly format: string | null; readonly values: readonly string[] | null }
  | { readonly kind: 'number' | 'integer' | 'large integer' | 'boolean' }
  | { readonly kind: 'unsupported'; readonly why: string };

const largest = 2 ** 31 - 1;

/**
 * Returns a function that says what a schema allows. It judges each part once: combined schemas may refer to
 * themselves, or to each other so often that all paths could not be walked.
 */
export function createShapes(resolve: Resolve): (schema: unknown) => SchemaShape {
  const known = new Map<JsonObject, SchemaShape>();
  return shapeOf;

  function shapeOf(schema: unknown): SchemaShape {
    const node = resolve(schema)?.node;
    if (node === undefined) return unsupported('it refers to another file, or to nothing');
    const found = known.get(node);
    if (found !== undefined) return found;
    known.set(node, unsupported('it contains itself'));
    const shape = combinedShape(node) ?? plainShape(node);
    known.set(node, shape);
    return shape;
  }

  function combinedShape(node: JsonObject): SchemaShape | null {
    const all = listAt(node, 'allOf');
    if (all.length > 0) {
      const rest = Object.fromEntries(Object.entries(node).filter(([key]) => key !== 'allOf'));
      const isBare = own(rest, 'properties') === undefined && listAt(rest, 'oneOf').length === 0;
      return combined([...all, ...(isBare ? [] : [rest])].map(shapeOf), false);
    }
    for (const keyword of ['oneOf', 'anyOf'] as const) {
      const alternatives = listAt(node, keyword).filter((part) => !isNull(part));
      if (alternatives.length === 0) continue;
      const properties = propertiesOf(node);
      const base: SchemaShape[] =
        properties.size > 0 ? [{ kind: 'object', properties, isMerged: false }] : [];
      return combined([...base, ...alternatives.map(shapeOf)], alternatives.length > 1);
    }
    return null;
  }
}

function plainShape(node: JsonObject): SchemaShape {
  const values = 'const' in node ? [node.const] : listAt(node, 'enum').filter((value) => value !== null);
  const type = typeOf(node, values);
  switch (type) {
    case 'object': {
      const properties = propertiesOf(node);
      return properties.size > 0
        ? { kind: 'object', properties, isMerged: false }
        : unsupported('the names of its properties are not listed');
    }
    case 'array': {
      const items = own(node, 'items');
      const maxItems = own(node, 'maxItems');
      return isObject(items)
        ? {
            kind: 'array',
            items,
            maxItems: typeof maxItems === 'number' ? Math.max(0, Math.floor(maxItems)) : null,
          }
        : unsupported('the type of its items is not said');
    }
    case 'string': {
      const format = textAt(node, 'format');
      if (format === 'binary') return unsupported('it is binary');
      const texts = values.filter((value) => typeof value === 'string');
      return { kind: 'string', format, values: texts.length > 0 ? texts : null };
    }
    case 'integer':
      return { kind: isLarge(node) ? 'large integer' : 'integer' };
    case 'number':
    case 'boolean':
      return { kind: type };
    default:
      return unsupported(type === null ? 'it has no type' : `its type is ${type}`);
  }
}

function combined(shapes: readonly SchemaShape[], areAlternatives: boolean): SchemaShape {
  const objects = shapes.filter((shape) => shape.kind === 'object');
  if (objects.length > 0) {
    const others = shapes.filter((shape) => shape.kind !== 'object' && shape.kind !== 'unsupported');
    if (others.length > 0) return unsupported('it is an object or something else');
    const properties = new Map(objects.flatMap((shape) => [...shape.properties]));
    return {
      kind: 'object',
      properties,
      isMerged: areAlternatives || objects.some(({ isMerged }) => isMerged),
    };
  }
  const [first, ...others] = shapes.filter((shape) => shape.kind !== 'unsupported' || areAlternatives);
  if (first === undefined) return shapes[0] ?? unsupported('it has no type');
  if (others.every(({ kind }) => kind === first.kind)) {
    // Alternatives of texts may differ in their values.
    return first.kind === 'string' && others.length > 0
      ? { kind: 'string', format: null, values: null }
      : first;
  }
  return unsupported('it has several types');
}

function typeOf(node: JsonObject, values: readonly unknown[]): string | null {
  const type = own(node, 'type');
  if (typeof type === 'string') return type;
  const types = Array.isArray(type) ? type.filter((each) => each !== 'null') : [];
  if (types.length === 1) return String(types[0]);
  if (types.length > 1)
    return types.every((each) => each === 'integer' || each === 'number') ? 'number' : 'one of several';
  if (objectAt(node, 'properties') !== null) return 'object';
  if (own(node, 'items') !== undefined) return 'array';
  if (values.length > 0 && values.every((value) => typeof value === 'string')) return 'string';
  return null;
}

function propertiesOf(node: JsonObject): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(objectAt(node, 'properties') ?? {}));
}

/** Beyond the 32 bits of `Int`. */
function isLarge(node: JsonObject): boolean {
  const format = textAt(node, 'format');
  const bounds = [own(node, 'maximum'), own(node, 'minimum'), own(node, 'example')];
  return (
    (format !== null && /^u?int64$|^uint32$|^long$|timestamp|epoch/i.test(format)) ||
    bounds.some((bound) => typeof bound === 'number' && Math.abs(bound) > largest)
  );
}

function isNull(part: unknown): boolean {
  return own(part, 'type') === 'null';
}

function unsupported(why: string): SchemaShape {
  return { kind: 'unsupported', why };
}
