import type { FieldBlueprint } from './blueprint.ts';
import { addField, type Draft, lend, lenderTo, pick } from './draft.ts';
import { argumentLists, compositesIn } from './known-types.ts';
import { type FieldModel, homes, namedType, type ObjectModel } from './model.ts';

/**
 * `@requires`: computed from fields of other subgraphs. If there are none, another subgraph gets one. Prefers
 * fields that are computed or required already, to get chains and different arguments for one field.
 */
export function requireOthers(
  draft: Draft,
  object: ObjectModel,
  field: FieldModel,
  { details, type, argument }: FieldBlueprint,
): void {
  const [home] = homes(field);
  if (home === undefined) return;
  const canBeRequired = (other: FieldModel) =>
    other !== field &&
    (!other.places.has(home) || other.places.get(home)?.role === 'external') &&
    other.guard === null &&
    homes(other).length > 0 &&
    (other.source.kind === 'free' || other.source.kind === 'requires') &&
    !isComputedFrom(other, field) &&
    selectionOf(draft, other, home, 0) !== null;
  const all = [...object.fields.values()].filter(canBeRequired);
  const known = all.filter((other) => other.source.kind === 'requires' || isSource(object, other));
  const others = known.length > 0 && argument % 4 !== 0 ? known : all;
  if (others.length === 0) {
    const lender = lenderTo(object, home, type);
    if (lender === null) return;
    const composites = compositesIn(draft, [lender, home]);
    const abstract = composites.filter((name) => draft.unions.has(name) || draft.interfaces.has(name));
    const types = ['String', '[Int!]', ...composites, ...abstract, ...abstract];
    const lent = lend(object, lender, pick(types, type), pick(argumentLists, argument));
    if (!canBeRequired(lent)) return;
    others.push(lent);
  }
  const chosen = new Set((details.length > 0 ? details : [0]).map((number) => pick(others, number)));
  const before = [...object.fields.values()].flatMap(({ source }) =>
    source.kind === 'requires' ? source.selection : [],
  );
  const number = details.at(-1) ?? 0;
  const selection = [...chosen].map((other) => selectionOf(draft, other, home, number, before)).join(' ');
  for (const other of chosen) {
    rely(other, !other.type.endsWith('!'));
    relyOnObjects(draft, namedType(other.type));
    addField(object, other.name, other.type, [home], { place: { role: 'external' } });
  }
  field.source = { kind: 'requires', selection, fields: chosen };
  for (const [subgraph, { role }] of field.places) if (role === 'resolves') field.places.delete(subgraph);
  field.places.set(home, { role: 'resolves', requires: selection });
}

/** Fields that are computed from each other have no value. */
function isComputedFrom({ source }: FieldModel, field: FieldModel): boolean {
  return (
    source.kind === 'requires' &&
    (source.fields.has(field) || [...source.fields].some((each) => isComputedFrom(each, field)))
  );
}

function isSource({ fields }: ObjectModel, field: FieldModel): boolean {
  return [...fields.values()].some(({ source }) => source.kind === 'requires' && source.fields.has(field));
}

/**
 * A computed field may fail with its source if nothing else is lost: a null that propagates further would
 * remove parallel results.
 */
function rely(field: FieldModel, mayFail: boolean): void {
  if (!mayFail) field.needed = 'certain';
  else field.needed ??= 'computed';
}

/**
 * Required fields must not fail in a way that nulls their object, because the monolith computes dependent
 * fields without them.
 */
function relyOnObjects(draft: Draft, typeName: string): void {
  const members = [...(draft.unions.get(typeName)?.values() ?? [])].flat();
  const names = new Set([typeName, ...members, ...(draft.interfaces.get(typeName)?.members ?? [])]);
  for (const name of names) {
    for (const field of draft.objects.get(name)?.fields.values() ?? []) {
      if (!field.type.endsWith('!') || field.needed === 'certain') continue;
      field.needed = 'certain';
      const isNonNullThroughout = !/\w(?!!|\w)|\](?!!)/.test(field.type);
      if (isNonNullThroughout) relyOnObjects(draft, namedType(field.type));
    }
  }
}

/**
 * Selects `name`, with arguments and nested fields, as far as the subgraph knows the types.
 *
 * @param before earlier requirements on the same object, whose arguments differ
 */
function selectionOf(
  draft: Draft,
  field: FieldModel,
  subgraph: string,
  number: number,
  before: readonly string[] = [],
): string | null {
  const options = field.args === '' ? [''] : argumentsFor(field.args);
  const isNew = (option: string) => !before.some((text) => ` ${text} `.includes(` ${field.name}${option} `));
  const given = pick(options.some(isNew) ? options.filter(isNew) : options, number);
  const named = namedType(field.type);
  const members = membersIn(draft, named, subgraph);
  if (members !== null) {
    const branches = members.flatMap((member) => {
      const below = belowOf(draft.objects.get(member)!, subgraph, field);
      return below ? [`... on ${member} { ${below} }`] : [];
    });
    return branches.length > 0 ? `${field.name}${given} { ${branches.join(' ')} }` : null;
  }
  if (draft.unions.has(named) || draft.interfaces.has(named)) return null;
  const object = draft.objects.get(named);
  if (!object) return `${field.name}${given}`;
  const below = belowOf(object, subgraph, field);
  return below ? `${field.name}${given} { ${below} }` : null;
}

/** Possible types of a union or interface in the subgraph; `null` for other types. */
function membersIn(draft: Draft, name: string, subgraph: string): readonly string[] | null {
  const union = draft.unions.get(name);
  if (union) return union.get(subgraph) ?? null;
  const known = draft.interfaces.get(name);
  if (!known?.places.has(subgraph)) return null;
  return known.members.filter((member) =>
    draft.objects.get(member)?.places.get(subgraph)?.interfaces.includes(name),
  );
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
