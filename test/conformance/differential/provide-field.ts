import { addField, type Draft, lend, lenderTo, pick } from './draft.ts';
import { type FieldModel, namedType, type ObjectModel } from './model.ts';

/**
 * `@provides`: on this path the subgraph knows a field of the entity that it cannot resolve elsewhere; for an
 * abstract type, a field of one member.
 */
export function provide(draft: Draft, field: FieldModel, detail: number): void {
  for (const [subgraph, place] of field.places) {
    if (place.role !== 'resolves') continue;
    const entities = entitiesBelow(draft, namedType(field.type), subgraph);
    if (entities.length === 0) continue;
    const entity = pick(entities, detail);
    const provided = [...entity.fields.values()].filter((other) => canBeProvided(other, subgraph));
    if (provided.length === 0) {
      const lender = lenderTo(entity, subgraph, detail);
      if (lender === null) continue;
      provided.push(lend(entity, lender, 'String'));
    }
    const chosen = pick(provided, detail);
    chosen.needed = 'certain';
    chosen.provided = true;
    const { name, type } = chosen;
    addField(entity, name, type, [subgraph], { place: { role: 'external' } });
    const isOwn = entity.name === namedType(field.type);
    field.places.set(subgraph, { ...place, provides: isOwn ? name : `... on ${entity.name} { ${name} }` });
  }
}

function canBeProvided({ places, type, args, source, guard }: FieldModel, subgraph: string): boolean {
  return (
    (!places.has(subgraph) || places.get(subgraph)?.role === 'external') &&
    /^(String|Int|ID|Boolean)$/.test(namedType(type)) &&
    args === '' &&
    guard === null &&
    source.kind === 'free'
  );
}

/** The entity type, or its possible types in the subgraph. */
function entitiesBelow(draft: Draft, name: string, subgraph: string): readonly ObjectModel[] {
  const isThere = (object: ObjectModel | undefined): object is ObjectModel =>
    object?.kind === 'entity' && object.places.has(subgraph);
  const own = draft.objects.get(name);
  if (isThere(own)) return [own];
  const members =
    draft.unions.get(name)?.get(subgraph) ??
    draft.interfaces
      .get(name)
      ?.members.filter((member) =>
        draft.objects.get(member)?.places.get(subgraph)?.interfaces.includes(name),
      ) ??
    [];
  return members.map((member) => draft.objects.get(member)).filter(isThere);
}
