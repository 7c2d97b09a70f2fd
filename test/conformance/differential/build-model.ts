import type { Blueprint } from './blueprint.ts';
import { addObject, addPlace, type Draft } from './draft.ts';
import { layOutInterface, layOutInterfaceObject, layOutUnion } from './lay-out-abstract-types.ts';
import { layOutEntities, layOutValues } from './lay-out-entities.ts';
import { layOutFields, layOutMutations, layOutQueries, twistFields } from './lay-out-fields.ts';
import { layOutMixed, layOutPartial, layOutProvided, layOutShared } from './lay-out-shared.ts';
import type { Model } from './model.ts';

/** Interprets a blueprint as a graph that composes. */
export function buildModel(blueprint: Blueprint): Model {
  const subgraphs = ['s0', 's1', 's2', 's3', 's4'].slice(0, blueprint.subgraphs);
  const draft: Draft = {
    subgraphs,
    failures: blueprint.failures,
    objects: new Map(),
    interfaces: new Map(),
    unions: new Map(),
  };
  const query = addObject(draft, 'Query', 'root');
  const mutation = addObject(draft, 'Mutation', 'root');
  for (const root of [query, mutation]) for (const subgraph of subgraphs) addPlace(root, subgraph);
  const unfinished = [...layOutEntities(draft, blueprint), ...layOutValues(draft, blueprint)];
  if (blueprint.interface) layOutInterface(draft, blueprint.interface);
  if (blueprint.union) layOutUnion(draft, blueprint.union);
  if (blueprint.interfaceObject) unfinished.push(...layOutInterfaceObject(draft, blueprint.interfaceObject));
  if (blueprint.provided) layOutProvided(draft, blueprint.provided);
  if (blueprint.mixed) layOutMixed(draft, blueprint.mixed);
  if (blueprint.partial) layOutPartial(draft, blueprint.partial);
  layOutShared(draft, blueprint.shared);
  for (const type of unfinished) layOutFields(draft, type);
  layOutQueries(draft, { object: query, fields: blueprint.query });
  unfinished.push({ object: query, fields: blueprint.query });
  for (const type of unfinished) twistFields(draft, type);
  layOutMutations(draft, { object: mutation, fields: blueprint.mutations });
  return {
    subgraphs: subgraphs.filter((subgraph) =>
      [...draft.objects.values()].some(({ fields }) =>
        [...fields.values()].some(({ places }) => places.has(subgraph)),
      ),
    ),
    objects: draft.objects,
    interfaces: draft.interfaces,
    unions: draft.unions,
    levels: new Map(
      subgraphs.map((subgraph, at) => {
        const mask = blueprint.levels[at] ?? 0;
        return [subgraph, ['LOW', 'MID', 'HIGH'].filter((_, bit) => bit === 0 || ((mask >> bit) & 1) === 0)];
      }),
    ),
    seed: blueprint.data,
    failures: blueprint.failures,
    denied: blueprint.denied,
  };
}
