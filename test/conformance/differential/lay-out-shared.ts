import type { Blueprint } from './blueprint.ts';
import { addField, addObject, addPlace, type Draft, pick, subset } from './draft.ts';
import { candidates } from './known-types.ts';
import type { ObjectModel } from './model.ts';

const wraps = ['#', '[#]', '[#!]', '[[#]]', '[[#!]!]!'];

/**
 * Shared fields whose type differs between subgraphs: other union members, implementers or enum values. The
 * data uses only common ones.
 */
export function layOutShared(draft: Draft, blueprint: Blueprint['shared']): void {
  for (const [at, { owner, type, wrap, pair }] of blueprint.entries()) {
    const object = pick(owners(draft), owner);
    const places = [...object.places].flatMap(([subgraph, { stub }]) => (stub ? [] : [subgraph]));
    const types = ['Level', ...draft.unions.keys(), ...draft.interfaces.keys()].flatMap((name) => {
      const pairs = pairsOf(places).filter((two) => isKnownDifferently(draft, name, two));
      return pairs.length > 0 ? [{ name, pairs }] : [];
    });
    if (types.length === 0) continue;
    const { name, pairs } = pick(types.toReversed(), type);
    addField(object, `shared${at}`, pick(wraps, wrap).replace('#', name), pick(pairs, pair));
  }
}

type Pair = readonly [string, string];

function pairsOf(subgraphs: readonly string[]): Pair[] {
  return subgraphs.flatMap((one, at) => subgraphs.slice(at + 1).map((other): Pair => [one, other]));
}

function isKnownDifferently(draft: Draft, name: string, pair: Pair): boolean {
  // Its values are generated last.
  if (name === 'Level') return true;
  const [one, other] = pair.map((subgraph) =>
    isDefined(draft, name, subgraph) ? candidates(draft, name, [subgraph]) : [],
  );
  return candidates(draft, name, pair).length > 0 && one?.join() !== other?.join();
}

/** The root, and entities: every subgraph that knows a value type has all of its fields. */
function owners(draft: Draft): ObjectModel[] {
  return [...draft.objects.values()].filter(({ name }) => /^(Query|[A-D])$/.test(name));
}

function isDefined({ unions, interfaces }: Draft, name: string, subgraph: string): boolean {
  return unions.get(name)?.has(subgraph) ?? interfaces.get(name)?.places.has(subgraph) ?? false;
}

/** A type without identity that one subgraph knows only in part, reached on a path that both have. */
export function layOutPartial(draft: Draft, { whole, part, type }: NonNullable<Blueprint['partial']>): void {
  const subgraph = pick(draft.subgraphs, whole);
  const others = draft.subgraphs.filter((other) => other !== subgraph);
  const other = pick(others, part);
  const object = addObject(draft, 'Partial', 'value');
  for (const place of [subgraph, other]) addPlace(object, place);
  addField(object, 'text', 'String', [subgraph, other]);
  addField(object, 'rest', pick(['String', 'Int!', '[Level]'], type), [subgraph]);
  addField(draft.objects.get('Query')!, 'partial', pick(['Partial', '[Partial!]'], type), [subgraph, other]);
}

/**
 * A holder of fields that one path provides through an interface, whatever the member. `@provides` can name
 * an interface field only below a field that is `@external` itself.
 */
export function layOutProvided(
  draft: Draft,
  { at, members, wrap }: NonNullable<Blueprint['provided']>,
): void {
  const [lender, subgraph] = pick(pairsOf(draft.subgraphs), at);
  const held = subset(
    [...draft.objects.values()].filter(({ name, places }) => {
      const isWhole = places.get(lender)?.stub === false && places.get(subgraph)?.stub === false;
      return /^[A-D]$/.test(name) && isWhole;
    }),
    members,
  );
  if (held.length === 0) return;
  for (const object of held) {
    for (const place of [lender, subgraph]) object.places.get(place)!.interfaces.push('Signed');
    const field = addField(object, 'note', 'String', [lender]);
    field.needed = 'certain';
    field.provided = true;
    addField(object, 'note', 'String', [subgraph], { place: { role: 'external' } });
  }
  const ofPlace = { fields: ['note'], keys: [] };
  const places = new Map([
    [lender, ofPlace],
    [subgraph, ofPlace],
  ]);
  draft.interfaces.set('Signed', { name: 'Signed', members: held.map(({ name }) => name), places });
  const holder = addObject(draft, 'Holder', 'entity');
  for (const place of [lender, subgraph]) {
    addPlace(holder, place, [{ fields: 'id', resolvable: true }]);
    addField(holder, 'id', 'ID!', [place], { source: { kind: 'key', part: 'id' } });
  }
  const type = pick(wraps, wrap).replace('#', 'Signed');
  const field = addField(holder, 'held', type, [lender]);
  field.needed = 'certain';
  field.provided = true;
  addField(holder, 'held', type, [subgraph], { place: { role: 'external' } });
  const provides = { role: 'resolves', provides: 'held { note }' } as const;
  addField(draft.objects.get('Query')!, 'holder', 'Holder', [subgraph], { place: provides });
}

/**
 * An interface and a union of types without identity, of which each of two subgraphs knows one that the other
 * does not.
 */
export function layOutMixed(draft: Draft, { owner, pair, wrap }: NonNullable<Blueprint['mixed']>): void {
  const object = pick(
    owners(draft).filter(({ places }) => [...places.values()].filter(({ stub }) => !stub).length > 1),
    owner,
  );
  const whole = [...object.places].flatMap(([subgraph, { stub }]) => (stub ? [] : [subgraph]));
  const [one, other] = pick(pairsOf(whole), pair);
  const kinds = { Both: [one, other], OnlyOne: [one], OnlyOther: [other] };
  for (const [name, places] of Object.entries(kinds)) {
    const kind = addObject(draft, name, 'value');
    for (const subgraph of places) {
      addPlace(kind, subgraph);
      kind.places.get(subgraph)!.interfaces.push('Odd');
    }
    addField(kind, 'text', 'String', places);
    addField(kind, `of${name}`, 'Int!', places);
  }
  const ofPlace = { fields: ['text'], keys: [] };
  const places = new Map([
    [one, ofPlace],
    [other, ofPlace],
  ]);
  draft.interfaces.set('Odd', { name: 'Odd', members: Object.keys(kinds), places });
  const members = new Map([
    [one, ['Both', 'OnlyOne']],
    [other, ['Both', 'OnlyOther']],
  ]);
  draft.unions.set('Mixed', members);
  const wrapped = (name: string) => pick(wraps, wrap).replace('#', name);
  addField(object, 'odd', wrapped('Odd'), [one, other]);
  addField(object, 'mixed', wrapped('Mixed'), [one, other]);
  addField(draft.objects.get('Query')!, 'oddOfOne', wrapped('Odd'), [one]);
}
