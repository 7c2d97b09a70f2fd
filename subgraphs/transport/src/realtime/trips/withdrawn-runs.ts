import type { WithdrawnRuns } from '../../journey/active-trips.ts';
import type { RealtimeSnapshot } from '../snapshot.ts';

/** Runs of the timetable that journeys must not use: cancelled, deleted and replaced ones. */
export function withdrawnRuns({ feed, trips }: RealtimeSnapshot): WithdrawnRuns {
  const runs = trips.find((each) => each.feed === feed)?.runs ?? [];
  const withdrawn = runs.filter(({ relation }) => relation !== 'scheduled' && relation !== 'added');
  return {
    trips: Int32Array.from(withdrawn, ({ trip }) => trip),
    days: Int32Array.from(withdrawn, ({ day }) => day),
  };
}
