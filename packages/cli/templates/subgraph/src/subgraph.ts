import { readFile } from 'node:fs/promises';
import { createSubgraph, gatewayKey, type Subgraph } from '@civic-graph/subgraph-kit';
import DataLoader from 'dataloader';
import { type Place, placesById, recordsOfCitizens } from './store.ts';

interface Loaders {
  readonly places: DataLoader<string, Place | null>;
  readonly records: DataLoader<string, readonly { readonly title: string; readonly placeId: string }[]>;
}

interface Context {
  readonly loaders: Loaders;
}

interface CitizenReference {
  /** Internal key of the citizen: it must never leave the subgraph. */
  readonly uin: string;
}

const resolvers = {
  Query: {
    __field__Place: (_root: unknown, { id }: { id: string }, { loaders }: Context) => loaders.places.load(id),
  },
  __Type__Place: {
    __resolveReference: ({ id }: { id: string }, { loaders }: Context) => loaders.places.load(id),
  },
  Citizen: {
    // Every citizen exists here, some without records.
    __resolveReference: ({ uin }: CitizenReference) => ({ uin }),
    __field__Records: ({ uin }: CitizenReference, _args: unknown, { loaders }: Context) =>
      loaders.records.load(uin),
  },
  __Type__Record: {
    place: ({ placeId }: { placeId: string }, _args: unknown, { loaders }: Context) =>
      loaders.places.load(placeId),
  },
};

/** @param env GATEWAY_PUBLIC_KEY, or SUBGRAPH_SECRET for a shared secret */
export async function create__Type__(env: Readonly<Record<string, string | undefined>>): Promise<Subgraph> {
  return createSubgraph<Loaders>({
    name: '__name__',
    typeDefs: await readFile(new URL('../schema.graphql', import.meta.url), 'utf8'),
    resolvers,
    // Whom an object belongs to, for the policy "owner".
    resources: { Citizen: ({ uin }: CitizenReference) => ({ citizenKey: uin }) },
    // New for each call, so that rows are never shared between callers.
    loaders: () => ({ places: new DataLoader(placesById), records: new DataLoader(recordsOfCitizens) }),
    signature: gatewayKey(env),
  });
}
