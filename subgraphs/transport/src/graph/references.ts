import type { TransportContext } from './context.ts';

type KeyOf<Key extends string> = Readonly<Record<Key, string>>;
type GtfsReference = KeyOf<'gtfsId'>;

/**
 * Resolves entity references, one batch per call. Agencies, regions and citizens are known only by key; their
 * owners check existence.
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
