import type { FieldModel, FieldPlace, InterfaceModel, KeyModel, ObjectModel, ValueSource } from './model.ts';

/** A graph under construction. */
export interface Draft {
  readonly subgraphs: readonly string[];
  /** Whether resolvers fail. */
  readonly failures: boolean;
  readonly objects: Map<string, ObjectModel>;
  readonly interfaces: Map<string, InterfaceModel>;
  readonly unions: Map<string, Map<string, readonly string[]>>;
}

export function pick<T>(choices: readonly T[], number: number): T {
  const chosen = choices[number % choices.length];
  if (chosen === undefined) throw new Error('nothing to choose from');
  return chosen;
}

/** Interprets a number as a set: every choice whose bit is not set is included, so that 0 is all. */
export function subset<T>(choices: readonly T[], number: number): T[] {
  return choices.filter((_, at) => ((number >> at) & 1) === 0);
}

export function addObject(draft: Draft, name: string, kind: ObjectModel['kind']): ObjectModel {
  const object: ObjectModel = { name, kind, places: new Map(), fields: new Map() };
  draft.objects.set(name, object);
  return object;
}

export function addPlace(object: ObjectModel, subgraph: string, keys: KeyModel[] = [], stub = false): void {
  object.places.set(subgraph, { keys, interfaces: [], stub });
}

/** Adds the field, or adds the places to an existing field. */
export function addField(
  object: ObjectModel,
  name: string,
  type: string,
  subgraphs: Iterable<string>,
  rest: { readonly args?: string; readonly source?: ValueSource; readonly place?: FieldPlace } = {},
): FieldModel {
  const { args = '', source = { kind: 'free' }, place = { role: 'resolves' } } = rest;
  let field = object.fields.get(name);
  if (!field) {
    const needed = source.kind !== 'free' && source.kind !== 'requires' ? 'certain' : null;
    const places = new Map<string, FieldPlace>();
    field = { name, type, args, source, places, guard: null, inaccessible: false, provided: false, needed };
    object.fields.set(name, field);
  }
  for (const subgraph of subgraphs) if (!field.places.has(subgraph)) field.places.set(subgraph, place);
  return field;
}

/** Another subgraph that knows the whole type. */
export function lenderTo(object: ObjectModel, borrower: string, number: number): string | null {
  const lenders = [...object.places].flatMap(([subgraph, { stub }]) =>
    stub || subgraph === borrower ? [] : [subgraph],
  );
  return lenders.length > 0 ? pick(lenders, number) : null;
}

/** A further field of one subgraph, for others to refer to. */
export function lend(object: ObjectModel, lender: string, type: string, args = ''): FieldModel {
  return addField(object, `x${object.fields.size}`, type, [lender], { args });
}
