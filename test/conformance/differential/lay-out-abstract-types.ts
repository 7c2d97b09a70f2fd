import type { Blueprint } from './blueprint.ts';
import { addField, addObject, addPlace, type Draft, pick, subset } from './draft.ts';
import { layOutEntity, type Unfinished } from './lay-out-entities.ts';
import type { ObjectModel } from './model.ts';

/**
 * An interface that several subgraphs define, each for the members that it knows. All have `label`; only the
 * first has `extra`.
 */
export function layOutInterface(draft: Draft, blueprint: NonNullable<Blueprint['interface']>): void {
  const candidates = subset(entities(draft), blueprint.members);
  const known = subset(draft.subgraphs, blueprint.places)
    .map((subgraph, at) => {
      const whole = candidates.filter((object) => isWhole(object, subgraph));
      return { subgraph, members: knownOf(whole, blueprint.known[at]) };
    })
    .filter(({ members }) => members.length > 0);
  const [first] = known;
  if (!first) return;
  const members = [...new Set(known.flatMap((place) => place.members))];
  for (const { subgraph, members: here } of known) {
    for (const member of here) {
      member.places.get(subgraph)!.interfaces.push('Named');
      addField(member, 'label', 'String', [subgraph]);
      if (subgraph === first.subgraph)
        addField(member, 'extra', 'Int', [subgraph], { args: '(unit: Unit = M)' });
    }
  }
  for (const member of members) {
    const [hub] = member.places.keys();
    if (!member.fields.has('extra')) addField(member, 'extra', 'Int', [hub!], { args: '(unit: Unit = M)' });
  }
  const places = new Map(
    known.map(({ subgraph }) => [
      subgraph,
      { fields: subgraph === first.subgraph ? ['label', 'extra'] : ['label'], keys: [] },
    ]),
  );
  draft.interfaces.set('Named', { name: 'Named', members: members.map(({ name }) => name), places });
}

/** A union that lists, in each subgraph, the members that it defines. */
export function layOutUnion(draft: Draft, blueprint: NonNullable<Blueprint['union']>): void {
  const members = subset(
    [...draft.objects.values()].filter(({ name }) => /^([A-D]|V\d)$/.test(name)),
    blueprint.members,
  );
  const places = subset(draft.subgraphs, blueprint.places).flatMap((subgraph, at) => {
    const defined = members.filter((object) => object.places.has(subgraph)).map(({ name }) => name);
    const here = knownOf(defined, blueprint.known[at]);
    return here.length > 0 ? [[subgraph, here] as const] : [];
  });
  if (places.length > 0) draft.unions.set('Either', new Map(places));
}

/** An interface with a key, which another subgraph extends as an object. */
export function layOutInterfaceObject(
  draft: Draft,
  blueprint: NonNullable<Blueprint['interfaceObject']>,
): Unfinished[] {
  const home = pick(draft.subgraphs, blueprint.home);
  const away = pick(draft.subgraphs, blueprint.home + 1);
  const members = blueprint.members.map((fields, at): Unfinished => {
    const object = addObject(draft, `M${at}`, 'entity');
    layOutEntity(draft, object, { hub: 0, keys: [0], spokes: [], fields: [] }, [home]);
    addField(object, 'label', 'String', [home]);
    object.places.get(home)!.interfaces.push('Media');
    return { object, fields };
  });
  const keys = [{ fields: 'id', resolvable: true }];
  const places = new Map([[home, { fields: ['id', 'label'], keys }]]);
  draft.interfaces.set('Media', { name: 'Media', members: members.map(({ object }) => object.name), places });
  const seen = addObject(draft, 'Media', 'interfaceObject');
  addPlace(seen, away, keys);
  addField(seen, 'id', 'ID!', [away], { source: { kind: 'key', part: 'id' } });
  addField(seen, 'rating', 'Int', [away]);
  const [third] = draft.subgraphs.filter((subgraph) => subgraph !== home && subgraph !== away);
  if (blueprint.seen && third !== undefined) {
    addPlace(seen, third, [{ fields: 'id', resolvable: false }], true);
    addField(seen, 'id', 'ID!', [third], { source: { kind: 'key', part: 'id' } });
    addField(draft.objects.get('Query')!, 'seenMedia', '[Media]', [third]);
  }
  return [...members, { object: seen, fields: blueprint.away }];
}

/** The items whose bit is not set, at least one. */
function knownOf<T>(members: readonly T[], number = 0): T[] {
  const known = subset(members, number);
  return known.length > 0 ? known : members.slice(0, 1);
}

function entities(draft: Draft): ObjectModel[] {
  return [...draft.objects.values()].filter(({ name }) => /^[A-D]$/.test(name));
}

function isWhole(object: ObjectModel, subgraph: string): boolean {
  return object.places.get(subgraph)?.stub === false;
}
