import { isDeepStrictEqual } from 'node:util';
import { compareQueries } from '../../../subgraphs/transport/test/journey-cases.ts';

const queriesOfTimetable = 12;

/**
 * Compares random journeys with an exhaustive search, by timetable and in real time.
 *
 * @returns the number of journeys
 * @throws Error if one differs
 */
export async function compareJourneys(count: number, random: () => number): Promise<number> {
  let journeys = 0;
  for (let done = 0; done < count; done += queriesOfTimetable) {
    const queries = Math.min(queriesOfTimetable, count - done);
    for (const { label, actual, expected } of await compareQueries(random, queries)) {
      if (!isDeepStrictEqual(actual, expected))
        throw new Error(`a journey differs from the exhaustive search: ${label}`);
      journeys += actual.length;
    }
  }
  if (journeys === 0) throw new Error('no journey was compared');
  return journeys;
}
