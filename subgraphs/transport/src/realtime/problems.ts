/**
 * Rules of the canonical GTFS Realtime validator (https://github.com/MobilityData/gtfs-realtime-validator), if it
 * has one; otherwise a name.
 */
export const realtimeProblems = {
  E002: 'stop time updates are not in the order of the trip',
  E003: 'the trip is not in the feed',
  E004: 'the route is not in the feed',
  E011: 'the stop is not in the feed',
  E016: 'an added trip has the id of a trip of the feed',
  E020: 'start_time is not a time',
  E021: 'start_date is not a date',
  E026: 'the position of a vehicle is absent or not on earth',
  E036: 'two stop time updates are for the same stop of the trip',
  E040: 'a stop time update names no stop',
  E041: 'the trip has no stop time updates',
  E043: 'a stop time update has neither arrival nor departure',
  E045: 'the stop_sequence of a stop time update is that of another stop',
  E051: 'a stop time update names a stop at which the trip does not call',
  W006: 'a trip is described by neither its id nor by route, direction, date and time',
  ambiguous_trip: 'the description fits several trips',
  empty_entity: 'an entity has no content, or of several kinds',
  incomplete_trip: 'a trip that is not in the feed lacks its route, or a stop or a time',
  no_service: 'the trip does not run on that day',
  too_many_added_stops: 'added and duplicated trips have more than 1,000,000 stops together',
  too_many_parts: 'an alert has more than 500 selectors, or more than 100 periods or translations of a text',
  too_many_updates: 'the trip has more than 2,000 stop time updates',
} as const;

export type RealtimeProblemCode = keyof typeof realtimeProblems;

/** Problems of one code, with the id of the first entity that has it. */
export interface RealtimeProblem {
  readonly code: RealtimeProblemCode;
  readonly count: number;
  readonly example: string;
}

/** Counts the problems of messages: a feed with 10,000 equal ones must not fill the memory. */
export class ProblemCounts {
  readonly #counts = new Map<RealtimeProblemCode, { count: number; readonly example: string }>();

  add(code: RealtimeProblemCode, entity: string, count = 1): void {
    const known = this.#counts.get(code);
    if (known === undefined) this.#counts.set(code, { count, example: entity.slice(0, 100) });
    else known.count += count;
  }

  /** Counts the problems of one entity. */
  reporting(entity: string): (code: RealtimeProblemCode) => void {
    return (code) => this.add(code, entity);
  }

  /** Counts the problems of many entities, one after the other. */
  reportingOf(entity: () => string): (code: RealtimeProblemCode) => void {
    return (code) => this.add(code, entity());
  }

  list(): RealtimeProblem[] {
    return [...this.#counts].map(([code, { count, example }]) => ({ code, count, example }));
  }
}

/** Problems of one source, which were counted by kind of entity: each code once. */
export function mergeProblems(counts: readonly ProblemCounts[]): RealtimeProblem[] {
  const merged = new ProblemCounts();
  for (const each of counts) {
    for (const { code, count, example } of each.list()) merged.add(code, example, count);
  }
  return merged.list();
}
