import type { FieldBlueprint } from './blueprint.ts';
import { addField, type Draft, pick } from './draft.ts';
import { argumentLists, compositesIn } from './known-types.ts';
import type { Unfinished } from './lay-out-entities.ts';
import type { ObjectModel } from './model.ts';
import { twistField } from './twist-field.ts';

const leaves = ['String', 'Int', 'Boolean', 'Float', 'ID', 'Level', 'Unit', 'Json'];
const wraps = ['#', '#!', '[#]', '[#!]!', '[#!]', '[#]!', '[[#]]', '[[#!]!]!'];

/** Fields according to the blueprint, each in subgraphs that define everything that its type needs. */
export function layOutFields(draft: Draft, { object, fields }: Unfinished): void {
  for (const [at, blueprint] of fields.entries()) {
    const possible = [...object.places].flatMap(([subgraph, { stub }]) => (stub ? [] : [subgraph]));
    const places =
      object.kind === 'value'
        ? possible
        : [...new Set([blueprint.home, ...blueprint.shared].map((number) => pick(possible, number)))];
    addField(object, nameOf(object, at), typeOf(draft, blueprint, places), places, {
      args: pick(argumentLists, blueprint.argument),
    });
  }
}

/** Fields of an `@interfaceObject` are fields of every member, so they need names of their own. */
function nameOf({ kind }: ObjectModel, at: number): string {
  return kind === 'interfaceObject' ? `g${at}` : `f${at}`;
}

/** Adds directives to the fields, once all fields exist that can be required and provided. */
export function twistFields(draft: Draft, { object, fields }: Unfinished): void {
  for (const [at, blueprint] of fields.entries()) {
    const field = object.fields.get(nameOf(object, at));
    if (field) twistField(draft, object, field, blueprint);
  }
}

/** Root fields to every entity, so that all can be reached, and those of the blueprint. */
export function layOutQueries(draft: Draft, { object, fields }: Unfinished): void {
  for (const { name, kind, places } of draft.objects.values()) {
    if (kind !== 'entity') continue;
    const [hub] = places.keys();
    addField(object, `one${name}`, name, [hub!], { args: '(n: Int)' });
    addField(object, `all${name}`, `[${name}!]`, [hub!]);
  }
  layOutFields(draft, { object, fields });
}

/** A mutation changes a number that only its subgraph has, and returns an entity that shows it. */
export function layOutMutations(draft: Draft, { object, fields }: Unfinished): void {
  for (const [at, blueprint] of fields.entries()) {
    const subgraph = pick(draft.subgraphs, blueprint.home);
    const candidates = [...draft.objects.values()].filter(
      ({ kind, places }) => kind === 'entity' && places.get(subgraph)?.stub === false,
    );
    if (candidates.length === 0) continue;
    const entity = pick(candidates, blueprint.type);
    addField(entity, `total${subgraph}`, 'Int!', [subgraph], { source: { kind: 'state', subgraph } });
    addField(object, `change${at}`, pick([entity.name, `[${entity.name}!]!`], blueprint.wrap), [subgraph], {
      args: '(by: Int = 1)',
      source: { kind: 'mutation', subgraph },
    });
  }
}

function typeOf(draft: Draft, blueprint: FieldBlueprint, places: readonly string[]): string {
  const composites = compositesIn(draft, places);
  const named =
    blueprint.type % 2 === 0 || composites.length === 0
      ? pick(leaves, blueprint.type >> 1)
      : pick(composites, blueprint.type >> 1);
  return pick(wraps, blueprint.wrap).replace('#', named);
}
