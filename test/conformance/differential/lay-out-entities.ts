import type { Blueprint, EntityBlueprint, FieldBlueprint } from './blueprint.ts';
import { addField, addObject, addPlace, type Draft, pick, subset } from './draft.ts';
import type { KeyModel, ObjectModel } from './model.ts';

/** A type whose fields are generated once all types are known. */
export interface Unfinished {
  readonly object: ObjectModel;
  readonly fields: readonly FieldBlueprint[];
}

const keyShapes = ['id', 'code', 'high low', 'ref { high low }', 'id code', 'twin { id }'];

/**
 * Entities. One subgraph, the hub, resolves every key, and each other one its own key, so that every subgraph
 * can be reached from every other, through the hub if their keys differ.
 */
export function layOutEntities(draft: Draft, blueprint: Blueprint): Unfinished[] {
  return blueprint.entities.map((entity, at) => {
    const object = addObject(draft, String.fromCharCode('A'.charCodeAt(0) + at), 'entity');
    layOutEntity(draft, object, entity, draft.subgraphs);
    return { object, fields: entity.fields };
  });
}

export function layOutEntity(
  draft: Draft,
  object: ObjectModel,
  entity: EntityBlueprint,
  subgraphs: readonly string[],
): void {
  const hub = pick(subgraphs, entity.hub);
  const shapes = [...new Set(entity.keys.map((key) => pick(keyShapes, key)))];
  addKeyed(
    draft,
    object,
    hub,
    shapes.map((fields) => ({ fields, resolvable: true })),
  );
  for (const { at, key, form } of entity.spokes) {
    const subgraph = pick(subgraphs, at);
    if (object.places.has(subgraph)) continue;
    const fields = pick(shapes, key);
    const stub = form % 4 === 1;
    const keys: KeyModel[] = [{ fields, resolvable: !stub }];
    const second = pick(shapes, key + 1);
    if (form % 4 === 2 && second !== fields) keys.push({ fields: second, resolvable: false });
    if (form % 4 === 3 && second !== fields) keys.push({ fields: second, resolvable: true });
    // Planners have chosen the first key.
    addKeyed(draft, object, subgraph, (form >> 2) % 2 === 0 ? keys : keys.reverse(), stub);
  }
}

function addKeyed(draft: Draft, object: ObjectModel, subgraph: string, keys: KeyModel[], stub = false): void {
  addPlace(object, subgraph, keys, stub);
  for (const { fields } of keys) {
    if (fields.startsWith('ref')) {
      const ref = `${object.name}Ref`;
      const value = draft.objects.get(ref) ?? addObject(draft, ref, 'value');
      addPlace(value, subgraph);
      addField(value, 'high', 'Int!', [subgraph], { source: { kind: 'key', part: 'high' } });
      addField(value, 'low', 'Int!', [subgraph], { source: { kind: 'key', part: 'low' } });
      addField(object, 'ref', `${ref}!`, [subgraph], { source: { kind: 'key', part: 'same' } });
    } else if (fields.startsWith('twin')) {
      const twin =
        draft.objects.get(`${object.name}Twin`) ?? addObject(draft, `${object.name}Twin`, 'entity');
      addPlace(twin, subgraph, [{ fields: 'id', resolvable: true }]);
      addField(twin, 'id', 'ID!', [subgraph], { source: { kind: 'key', part: 'id' } });
      addField(object, 'twin', `${twin.name}!`, [subgraph], { source: { kind: 'key', part: 'same' } });
    } else {
      for (const name of fields.split(' '))
        addField(object, name, ...keyFields[name as keyof typeof keyFields](subgraph));
    }
  }
}

const keyField = (type: string, part: 'id' | 'code' | 'high' | 'low') => (subgraph: string) =>
  [type, [subgraph], { source: { kind: 'key', part } }] as const;
const keyFields = {
  id: keyField('ID!', 'id'),
  code: keyField('String!', 'code'),
  high: keyField('Int!', 'high'),
  low: keyField('Int!', 'low'),
};

/** Types without identity, with the same definition in several subgraphs. */
export function layOutValues(draft: Draft, blueprint: Blueprint): Unfinished[] {
  return blueprint.values.map(({ places, fields }, at) => {
    const object = addObject(draft, `V${at}`, 'value');
    const subgraphs = subset(draft.subgraphs, places);
    for (const subgraph of subgraphs.length > 0 ? subgraphs : draft.subgraphs) addPlace(object, subgraph);
    addField(object, 'text', 'String', object.places.keys());
    return { object, fields };
  });
}
