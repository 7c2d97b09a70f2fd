import type { TransportContext } from './context.ts';

type KeyOf<Key extends string> = Readonly<Record<Key, string>>;
type GtfsReference = KeyOf<'gtfsId'>;

/**
 * Turns the keys that the gateway sends into objects. All keys of one call are loaded as one batch. An
 * agency, a region and a citizen are known to this subgraph by their keys only; whether they exist, their
 * owners know.
 */
export const references = {
  Stop: ({ gtfsId }: GtfsReference, { loaders }: TransportContext) => loaders.stops.load(gtfsId),
  Station: ({ gtfsId }: GtfsReference, { loaders }: TransportContext) => loaders.stations.load(gtfsId),
  Route: ({ gtfsId }: GtfsReference, { loaders }: TransportContext) => loaders.routes.load(gtfsId),
  Pattern: ({ gtfsId }: GtfsReference, { loaders }: TransportContext) => loaders.patterns.load(gtfsId),
  Trip: ({ gtfsId }: GtfsReference, { loaders }: TransportContext) => loaders.trips.load(gtfsId),
  Agency: ({ id }: KeyOf<'id'>) => ({ id }),
  Region: ({ code }: KeyOf<'code'>) => ({ code }),
  Citizen: ({ uin }: KeyOf<'uin'>) => ({ uin }),
};
