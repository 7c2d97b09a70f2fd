import {
  buildSchema,
  type FieldNode,
  GraphQLError,
  type GraphQLField,
  getArgumentValues,
  Kind,
  parse,
  parseType,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';
import { candidates } from './known-types.ts';
import { type FieldModel, homes, type Model, namedType } from './model.ts';
import { inputTypes } from './write-sdl.ts';

/** Number of objects of each type. */
const population = 4;

/**
 * An object is only a type and a number, from which all values are derived, so subgraphs and monolith see the
 * same data without sharing any.
 */
export interface Item {
  readonly type: string;
  readonly number: number;
  /** The representation given to `_entities`; `@requires` fields are computed from it alone. */
  readonly representation?: Readonly<Record<string, unknown>>;
  /** Field that the path to this object provides. */
  readonly provided?: string | undefined;
  /** Provided fields of the objects that this field returns. */
  readonly providedBelow?: string | undefined;
}

/** Sums of the mutations of one run, by subgraph. */
export type State = Map<string, number>;

export class Data {
  readonly #model: Model;
  readonly #types = new Map<string, TypeNode>();
  readonly #selections = new Map<string, SelectionSetNode>();

  constructor(model: Model) {
    this.#model = model;
  }

  /** A field of an object; every member has the fields of an `@interfaceObject`. */
  field(type: string, name: string): FieldModel {
    const own = this.#model.objects.get(type)?.fields.get(name);
    if (own) return own;
    for (const { name: abstract, members } of this.#model.interfaces.values()) {
      const lent = members.includes(type) && this.#model.objects.get(abstract)?.fields.get(name);
      if (lent) return lent;
    }
    throw new Error(`there is no field ${type}.${name}`);
  }

  /** The value, or the resolver's error. `required` holds the fields of `@requires`. */
  value(item: Item, field: FieldModel, args: object, state: State, required: unknown): unknown {
    const { source } = field;
    switch (source.kind) {
      case 'key':
        return this.#key(item, source.part, namedType(field.type));
      case 'state':
        return state.get(source.subgraph) ?? 0;
      case 'mutation':
        state.set(
          source.subgraph,
          (state.get(source.subgraph) ?? 0) + Number((args as { by?: number }).by ?? 100),
        );
    }
    const words = `${item.type} ${item.number} ${field.name} ${canonical(args)} ${canonical(required ?? null)}`;
    const seed = this.#hash(words);
    if (this.#model.failures && field.needed !== 'certain' && seed % 9 === 0)
      throw new GraphQLError('resolver failed');
    return this.#make(this.#type(field.type), field, seed);
  }

  /** Values of the fields of a `@requires`, from the data itself. */
  required(item: Item, selection: string, state: State): unknown {
    return this.#select(item, this.#selection(selection), state);
  }

  /** The same from a representation, as the subgraph receives it. */
  requiredFrom(representation: object, selection: string): unknown {
    return extract(representation, this.#selection(selection));
  }

  /** The object of a representation. */
  find(representation: Readonly<Record<string, unknown>>): Item | null {
    const typename = String(representation.__typename);
    const types = this.#model.interfaces.get(typename)?.members ?? [typename];
    for (const type of types) {
      for (let number = 0; number < population; number++) {
        if (this.#fits({ type, number }, representation)) return { type, number, representation };
      }
    }
    return null;
  }

  #fits(item: Item, representation: Readonly<Record<string, unknown>>): boolean {
    let keys = 0;
    for (const [name, value] of Object.entries(representation)) {
      if (name === '__typename') continue;
      const field = this.field(item.type, name);
      if (field.source.kind !== 'key') continue;
      const own = this.#key(item, field.source.part, namedType(field.type));
      const fits =
        typeof own === 'object' ? this.#fits(own, value as Readonly<Record<string, unknown>>) : own === value;
      if (!fits) return false;
      keys += 1;
    }
    return keys > 0;
  }

  #key({ type, number }: Item, part: string, named: string): string | number | Item {
    switch (part) {
      case 'high':
        return number >> 1;
      case 'low':
        return number & 1;
      case 'same':
        return { type: named, number };
      default:
        return `${part}-${type}-${number}`;
    }
  }

  #make(type: TypeNode, field: FieldModel, seed: number): unknown {
    if (type.kind === Kind.NON_NULL_TYPE) return this.#makeNonNull(type.type, field, seed);
    return seed % 7 === 0 ? null : this.#makeNonNull(type, field, this.#hash(`${seed}`));
  }

  #makeNonNull(type: TypeNode, field: FieldModel, seed: number): unknown {
    if (type.kind === Kind.NON_NULL_TYPE) throw new Error('a type is non-null twice');
    if (type.kind === Kind.LIST_TYPE) {
      return Array.from({ length: seed % 4 }, (_, at) =>
        this.#make(type.type, field, this.#hash(`${seed} ${at}`)),
      );
    }
    const name = type.name.value;
    switch (name) {
      case 'String':
      case 'ID':
        return `${field.name}-${seed % 1000}`;
      case 'Int':
        return seed % 1000;
      case 'Float':
        return (seed % 1000) / 4;
      case 'Boolean':
        return seed % 2 === 0;
      case 'Unit':
        return seed % 2 === 0 ? 'M' : 'KM';
      case 'Json':
        return [{ __typename: 'None', deep: [seed % 10, null] }, 'text', seed % 10, [[]], { constructor: 1 }][
          seed % 5
        ];
      case 'Level': {
        const known = ['LOW', 'MID', 'HIGH'].filter((level) =>
          homes(field).every((subgraph) => this.#model.levels.get(subgraph)?.includes(level)),
        );
        return known[seed % known.length];
      }
      default: {
        const possible = candidates(this.#model, name, homes(field));
        const runtime = possible[seed % possible.length]!;
        return { type: runtime, number: (seed >>> 4) % population };
      }
    }
  }

  #select(item: Item, { selections }: SelectionSetNode, state: State): Record<string, unknown> {
    const selected: Record<string, unknown> = {};
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value;
        const field = this.field(item.type, name);
        const args = argumentsOf(field, selection);
        const below =
          field.source.kind === 'requires' ? this.required(item, field.source.selection, state) : null;
        const value = this.value(item, field, args, state, below);
        const set = selection.selectionSet;
        selected[name] = set ? this.#selectAll(value, set, state) : value;
      } else if (
        selection.kind === Kind.INLINE_FRAGMENT &&
        selection.typeCondition?.name.value === item.type
      ) {
        Object.assign(selected, this.#select(item, selection.selectionSet, state));
      }
    }
    return selected;
  }

  #selectAll(value: unknown, set: SelectionSetNode, state: State): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#selectAll(item, set, state));
    return value === null ? null : this.#select(value as Item, set, state);
  }

  #type(type: string): TypeNode {
    return remember(this.#types, type, () => parseType(type));
  }

  #selection(selection: string): SelectionSetNode {
    return remember(this.#selections, selection, () => {
      const [definition] = parse(`{ ${selection} }`).definitions;
      if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('not a selection');
      return definition.selectionSet;
    });
  }

  /** FNV-1a with a final mix. */
  #hash(words: string): number {
    let hash = 2166136261 ^ this.#model.seed;
    for (let at = 0; at < words.length; at++) hash = Math.imul(hash ^ words.charCodeAt(at), 16777619);
    hash = Math.imul(hash ^ (hash >>> 15), 2246822507);
    return (hash ^ (hash >>> 13)) >>> 0;
  }
}

/**
 * Selects the fields of a `@requires` from a representation. Types are ignored, because fields of other types
 * are absent.
 */
function extract(value: unknown, set: SelectionSetNode | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => extract(item, set));
  if (set === undefined || typeof value !== 'object' || value === null) return value;
  const picked: Record<string, unknown> = {};
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      const name = selection.name.value;
      picked[name] = Object.hasOwn(value, name)
        ? extract((value as Record<string, unknown>)[name], selection.selectionSet)
        : 'missing in the representation';
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const below = extract(value, selection.selectionSet) as Record<string, unknown>;
      for (const [name, found] of Object.entries(below)) if (Object.hasOwn(value, name)) picked[name] = found;
    }
  }
  return picked;
}

/** JSON with sorted keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function remember<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  let value = known.get(key);
  if (value === undefined) {
    value = make();
    known.set(key, value);
  }
  return value;
}

const argumentFields = new Map<string, GraphQLField<unknown, unknown>>();

/** Arguments of a selection in a `@requires`, coerced as by a server. */
function argumentsOf({ args }: FieldModel, node: FieldNode): object {
  const field = remember(argumentFields, args, () => {
    const schema = buildSchema(`${inputTypes} type Query { field${args}: Int }`);
    return schema.getQueryType()!.getFields().field!;
  });
  return getArgumentValues(field, node);
}
