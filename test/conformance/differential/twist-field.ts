import type { FieldBlueprint } from './blueprint.ts';
import { addField, type Draft, pick } from './draft.ts';
import { type FieldModel, homes, namedType, type ObjectModel } from './model.ts';

const guards = [
  '@authenticated',
  '@requiresScopes(scopes: [["read"]])',
  '@requiresScopes(scopes: [["a", "b"], ["c"]])',
  '@policy(policies: [["role:auditor"]])',
];

const leaf = /^(String|Int|ID|Boolean|Float|Level|Unit|Json)$/;

/** Gives a field one of the directives of federation, where it can have it. */
export function twistField(
  draft: Draft,
  object: ObjectModel,
  field: FieldModel,
  blueprint: FieldBlueprint,
): void {
  const detail = blueprint.details[0] ?? 0;
  switch (blueprint.twist % 8) {
    case 1:
    case 2:
      if (object.kind === 'entity' && !field.needed) require(draft, object, field, blueprint.details);
      return;
    case 3:
      provide(draft, field, detail);
      return;
    case 4:
      override(object, field, detail);
      return;
    case 5:
      field.inaccessible = true;
      return;
    case 6:
      if (!field.needed && object.kind !== 'root') field.guard = pick(guards, detail);
      return;
    case 7:
      loosen(draft, field);
  }
}

/** `@requires`: computed from fields that other subgraphs resolve. */
function require(draft: Draft, object: ObjectModel, field: FieldModel, details: readonly number[]): void {
  const [home] = homes(field);
  if (home === undefined) return;
  const others = [...object.fields.values()].filter(
    (other) =>
      other !== field &&
      other.guard === null &&
      !other.places.has(home) &&
      homes(other).length > 0 &&
      (other.source.kind === 'free' || other.source.kind === 'requires') &&
      selectionOf(draft, other, home, 0) !== null,
  );
  if (others.length === 0) return;
  const chosen = new Set((details.length > 0 ? details : [0]).map((number) => pick(others, number)));
  // Then both require one field, and mostly with different arguments.
  if (details.length > 1) {
    const alsoRequired = [...chosen].flatMap(({ source }) =>
      source.kind === 'requires' ? [...source.fields] : [],
    );
    for (const other of alsoRequired) if (others.includes(other)) chosen.add(other);
  }
  const selection = [...chosen]
    .map((other) => selectionOf(draft, other, home, details.at(-1) ?? 0))
    .join(' ');
  for (const other of chosen) {
    rely(other, !other.type.endsWith('!'));
    addField(object, other.name, other.type, [home], { place: { role: 'external' } });
  }
  field.source = { kind: 'requires', selection, fields: chosen };
  for (const [subgraph, { role }] of field.places) if (role === 'resolves') field.places.delete(subgraph);
  field.places.set(home, { role: 'resolves', requires: selection });
}

/**
 * What is computed from it may fail with it, if that is all: a null that bubbles up beyond the field takes with it what
 * is fetched beside it.
 */
function rely(field: FieldModel, mayFail: boolean): void {
  if (!mayFail) field.needed = 'certain';
  else field.needed ??= 'computed';
}

/** `name`, with arguments and with what is below it, as far as the subgraph knows the types. */
function selectionOf(draft: Draft, field: FieldModel, subgraph: string, detail: number): string | null {
  const given = field.args === '' ? '' : pick(argumentsFor(field.args), detail);
  const named = namedType(field.type);
  const object = draft.objects.get(named);
  const union = draft.unions.get(named)?.get(subgraph);
  if (union) {
    const branches = union.flatMap((member) => {
      const below = belowOf(draft.objects.get(member)!, subgraph, field);
      return below ? [`... on ${member} { ${below} }`] : [];
    });
    return branches.length > 0 ? `${field.name}${given} { ${branches.join(' ')} }` : null;
  }
  if (!object) return draft.unions.has(named) || draft.interfaces.has(named) ? null : `${field.name}${given}`;
  if (draft.interfaces.has(named)) return null;
  const below = belowOf(object, subgraph, field);
  return below ? `${field.name}${given} { ${below} }` : null;
}

function belowOf(object: ObjectModel, subgraph: string, { type: above }: FieldModel): string {
  return [...object.fields.values()]
    .filter(
      ({ places, type, args, guard, source }) =>
        places.get(subgraph)?.role === 'resolves' &&
        /^(String|Int|ID|Boolean)$/.test(namedType(type)) &&
        args === '' &&
        guard === null &&
        (source.kind === 'free' || source.kind === 'key'),
    )
    .map((field) => {
      rely(field, !above.endsWith('!'));
      return field.name;
    })
    .join(' ');
}

function argumentsFor(args: string): string[] {
  const [, name] = /\((\w+)/.exec(args) ?? [];
  switch (name) {
    case 'n':
      return ['', '(n: 1)', '(n: 2)'];
    case 'unit':
      return ['', '(unit: M)', '(unit: KM)'];
    case 'filter':
      return ['', '(filter: { at: 1 })', '(filter: { names: ["x"], inner: { at: 2 } })'];
    default:
      return ['', '(names: ["x", "y"])'];
  }
}

/** `@provides`: here the subgraph knows a field of the entity that it cannot resolve elsewhere. */
function provide(draft: Draft, field: FieldModel, detail: number): void {
  const entity = draft.objects.get(namedType(field.type));
  if (entity?.kind !== 'entity') return;
  for (const [subgraph, place] of field.places) {
    if (place.role !== 'resolves') continue;
    const provided = [...entity.fields.values()].filter(
      ({ places, type, args, source, guard }) =>
        (!places.has(subgraph) || places.get(subgraph)?.role === 'external') &&
        /^(String|Int|ID|Boolean)$/.test(namedType(type)) &&
        args === '' &&
        guard === null &&
        source.kind === 'free',
    );
    if (provided.length === 0) continue;
    const chosen = pick(provided, detail);
    chosen.needed = 'certain';
    const { name, type } = chosen;
    addField(entity, name, type, [subgraph], { place: { role: 'external' } });
    field.places.set(subgraph, { ...place, provides: name });
  }
}

/** `@override`: another subgraph still defines the field, and must not be asked for it. */
function override(object: ObjectModel, field: FieldModel, detail: number): void {
  const [home] = homes(field);
  const named = namedType(field.type);
  const others = [...object.places].flatMap(([subgraph, { stub }]) =>
    stub || field.places.has(subgraph) ? [] : [subgraph],
  );
  if (home === undefined || others.length === 0 || homes(field).length > 1 || object.kind === 'value') return;
  if (!leaf.test(named)) return;
  const from = pick(others, detail);
  field.places.set(home, { role: 'resolves', overrides: from });
  field.places.set(from, { role: 'overridden' });
}

/**
 * One subgraph promises less than the others; the graph as a whole then promises no more than this one. Nothing below
 * the field may fail: with the promise of the others, all that is fetched beside it would be lost.
 */
function loosen(draft: Draft, field: FieldModel): void {
  const [first] = homes(field);
  if (draft.failures && !leaf.test(namedType(field.type))) return;
  if (first === undefined || homes(field).length < 2 || !field.type.endsWith('!')) return;
  field.places.set(first, { role: 'resolves', type: field.type.slice(0, -1) });
  field.needed = 'certain';
}
