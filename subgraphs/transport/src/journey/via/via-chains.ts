import type { Instant } from '../../feed/zone-clock.ts';
import type { Itinerary } from '../itinerary.ts';
import type { Place } from '../query/journey-query.ts';

/** A place of a journey, or the platforms of a station that it visits. */
export interface Stage {
  readonly places: readonly Place[];
  /** Minimum seconds between arrival and departure there, not counting walks. */
  readonly stay: (place: Place) => number;
}

/** The best ways from one place to another, by time and vehicles. */
export type Step = (from: Place, to: Place, time: Instant, vehicles: number) => readonly Itinerary[];

/** Itineraries that follow each other, from the first stage to the last. */
export interface Chain {
  readonly parts: readonly Itinerary[];
  readonly vehicles: number;
  /** Arrival at the last place; departure from the first one if searched backwards. */
  readonly time: Instant;
}

type State = Chain & { readonly place: Place };

/**
 * The best chains through all stages by time and vehicles, fewest vehicles first.
 *
 * @param sign 1 to leave the first stage at `time`, -1 to arrive at the last one by `time`
 */
export function bestChains(
  stages: readonly Stage[],
  time: Instant,
  vehicles: number,
  sign: 1 | -1,
  step: Step,
): readonly Chain[] {
  const [first, ...others] = sign === 1 ? stages : stages.toReversed();
  let states: readonly State[] = (first?.places ?? []).map((place) => ({
    place,
    time,
    vehicles: 0,
    parts: [],
  }));
  let stay: Stage['stay'] = () => 0;
  for (const stage of others) {
    const from = states;
    const stayed = stay;
    states = stage.places.flatMap((place) =>
      pareto(
        from.flatMap((state) => {
          const begin = state.time + sign * stayed(state.place);
          const ends = sign === 1 ? ([state.place, place] as const) : ([place, state.place] as const);
          return step(...ends, begin, vehicles - state.vehicles).map((each) =>
            extend(state, each, place, sign),
          );
        }),
        sign,
      ),
    );
    stay = stage.stay;
  }
  return pareto(states, sign);
}

function extend(state: State, part: Itinerary, place: Place, sign: 1 | -1): State {
  return {
    place,
    vehicles: state.vehicles + vehiclesOf(part),
    time: sign === 1 ? part.arrival : part.departure,
    parts: sign === 1 ? [...state.parts, part] : [part, ...state.parts],
  };
}

function vehiclesOf({ legs, transfers }: Itinerary): number {
  return legs.some(({ kind }) => kind === 'transit') ? transfers + 1 : 0;
}

/** Keeps the Pareto-optimal chains by time and vehicles. */
function pareto<T extends Chain>(chains: readonly T[], sign: 1 | -1): readonly T[] {
  const sorted = [...chains].sort(
    (one, other) => one.vehicles - other.vehicles || sign * (one.time - other.time),
  );
  const best: T[] = [];
  for (const chain of sorted) {
    const last = best.at(-1);
    if (last === undefined || sign * (chain.time - last.time) < 0) best.push(chain);
  }
  return best;
}
