import type { Itinerary } from '../itinerary.ts';
import type { JourneyQuery } from '../query/journey-query.ts';
import { joinItineraries } from './join-itineraries.ts';
import { bestChains, type Stage, type Step } from './via-chains.ts';

/** Searches for the parts of a journey, each between two places. */
export interface PartSearches {
  /** By arrival and vehicles, from an instant on. */
  readonly leave: Step;
  /** By departure and vehicles, up to an instant. */
  readonly arrive: Step;
}

/**
 * Journeys that visit stations on the way, which are optimal by arrival and vehicles, each with its latest
 * departure; with `arriveBy`, by departure and vehicles, each with its earliest arrival.
 *
 * @param stages the places of the journey in order, with its ends
 * @param vehicles maximum number of vehicles; one that passengers stay in at a stage counts twice
 */
export function planVia(
  { departAt, arriveBy }: Pick<JourneyQuery, 'departAt' | 'arriveBy'>,
  stages: readonly Stage[],
  vehicles: number,
  { leave, arrive }: PartSearches,
): Itinerary[] {
  const chains =
    arriveBy === undefined
      ? bestChains(stages, departAt, vehicles, 1, leave)
      : bestChains(stages, arriveBy, vehicles, -1, arrive);
  return chains.flatMap(({ time, vehicles: used }) => {
    // Searches back from the end, for the latest departure or the earliest arrival.
    const tight =
      arriveBy === undefined
        ? bestChains(stages, time, used, -1, arrive).at(-1)
        : bestChains(stages, time, used, 1, leave).at(-1);
    return (tight === undefined ? null : joinItineraries(tight.parts)) ?? [];
  });
}
