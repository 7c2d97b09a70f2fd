import {
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { responseKeyOf } from '../../lib/graphql/response-key.ts';
import { fieldCall } from '../field-call.ts';
import type { EntityInput, Path, Plan, RequiredSelection, Rewrite } from '../plan.ts';
import { type FetchNode, fetchesOf } from '../plan-fetches.ts';
import { PlanError } from '../planner.ts';
import { entitiesOf, fragmentOf, readSelected } from './selected.ts';

/*
 * Fetches merge into one tree. Two writes at one place for one type must be the same field with the same
 * arguments, or the later one silently overwrites the earlier.
 */

/** A field that a fetch writes. */
interface Write {
  /** Response keys, from the top. */
  readonly keys: readonly string[];
  /** Possible types of the objects on the path, and of the object written to. */
  readonly types: readonly Types[];
  readonly call: string;
}

/** `null` is any. */
type Types = ReadonlySet<string> | null;

/** @throws PlanError if a fetch overwrites another field, or the same with other arguments */
export function refuseWriteConflicts(plan: Plan | null, schema: GraphQLSchema): void {
  /** Path of keys -> call -> possible types of the objects there. */
  const written = new Map<string, Map<string, (readonly Types[])[]>>();
  for (const node of plan === null ? [] : fetchesOf(plan)) {
    for (const { keys, types, call } of writesOf(node, schema)) {
      const path = JSON.stringify(keys);
      const calls = written.get(path) ?? new Map<string, (readonly Types[])[]>();
      written.set(path, calls);
      for (const [other, places] of calls) {
        if (other !== call && places.some((place) => meet(place, types))) {
          throw new PlanError(`The plan writes ${call} over ${other} at ${keys.join('.')}`);
        }
      }
      const places = calls.get(call);
      if (!places) calls.set(call, [types]);
      else if (!places.some((place) => isSame(place, types))) places.push(types);
    }
  }
}

function writesOf(node: FetchNode, schema: GraphQLSchema): Write[] {
  const writes: Write[] = [];
  const fetched = readSelected(node.fetch.text);
  if (node.kind === 'root') {
    const root = schema.getRootType(fetched.operation.operation);
    collect(
      fetched.operation.selectionSet,
      root?.name ?? '',
      { keys: [], types: [null] },
      node.outputRewrites,
      [],
    );
    return writes;
  }
  for (const input of node.inputs) {
    const entities = entitiesOf(fetched, input.responseKey);
    if (!entities) continue;
    for (const path of input.paths) {
      collect(entities, '', placeOf(path, input, schema), input.outputRewrites, []);
    }
  }
  return writes;

  /** @param below keys from the fetch's target to here, in its subgraph's terms */
  function collect(
    { selections }: SelectionSetNode,
    typeName: string,
    place: Place,
    rewrites: readonly Rewrite[],
    below: readonly string[],
  ): void {
    for (const selection of selections) {
      if (selection.kind !== Kind.FIELD) {
        const [condition, inner] = fragmentOf(selection, fetched);
        const narrowed = condition === null ? place : narrow(place, typesOf([condition], schema));
        collect(inner, condition ?? typeName, narrowed, rewrites, below);
        continue;
      }
      const key = responseKeyOf(selection);
      if (key === '__typename') continue;
      const path = [...below, key];
      const keys = [...place.keys, renamed(path, rewrites) ?? key];
      writes.push({ keys, types: place.types, call: fieldCall(selection, typeName, schema) });
      if (!selection.selectionSet) continue;
      const type = schema.getType(typeName);
      const field =
        isObjectType(type) || isInterfaceType(type) ? type.getFields()[selection.name.value] : undefined;
      const inner = { keys, types: [...place.types, null] };
      collect(selection.selectionSet, field ? getNamedType(field.type).name : '', inner, rewrites, path);
    }
  }
}

type Place = Pick<Write, 'keys' | 'types'>;

/** The target objects of a fetch's inputs. */
function placeOf(path: Path, { requires }: EntityInput, schema: GraphQLSchema): Place {
  let place: Place = { keys: [], types: [null] };
  for (const segment of path) {
    if (segment.kind === 'types') place = narrow(place, typesOf(segment.names, schema));
    if (segment.kind === 'field')
      place = { keys: [...place.keys, segment.name], types: [...place.types, null] };
  }
  const conditions = requires.map(conditionOf);
  return conditions.includes(null)
    ? place
    : narrow(
        place,
        typesOf(
          conditions.filter((name) => name !== null),
          schema,
        ),
      );
}

function conditionOf(selection: RequiredSelection): string | null {
  return selection.kind === 'fragment' ? selection.typeCondition : null;
}

/** The object types that any of the names includes. */
function typesOf(names: readonly string[], schema: GraphQLSchema): ReadonlySet<string> {
  return new Set(
    names.flatMap((name) => {
      const type = schema.getType(name);
      return isAbstractType(type) ? schema.getPossibleTypes(type).map((object) => object.name) : [name];
    }),
  );
}

function narrow({ keys, types }: Place, matching: ReadonlySet<string>): Place {
  const last = types.at(-1) ?? null;
  const narrowed = last === null ? matching : new Set([...last].filter((name) => matching.has(name)));
  return { keys, types: [...types.slice(0, -1), narrowed] };
}

function renamed(path: readonly string[], rewrites: readonly Rewrite[]): string | undefined {
  const rename = rewrites.find(
    (rewrite) => rewrite.kind === 'rename' && isEqual(fieldsOf(rewrite.path), path),
  );
  return rename?.kind === 'rename' ? rename.to : undefined;
}

function fieldsOf(path: Path): string[] {
  return path.flatMap((segment) => (segment.kind === 'field' ? [segment.name] : []));
}

function isEqual(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, at) => name === other[at]);
}

/** Whether one object can be on both paths. */
function meet(one: readonly Types[], other: readonly Types[]): boolean {
  return one.every((types, at) => {
    const others = other[at] ?? null;
    return types === null || others === null || [...types].some((name) => others.has(name));
  });
}

function isSame(one: readonly Types[], other: readonly Types[]): boolean {
  return one.every((types, at) => {
    const others = other[at] ?? null;
    if (types === null || others === null) return types === others;
    return types.size === others.size && [...types].every((name) => others.has(name));
  });
}
