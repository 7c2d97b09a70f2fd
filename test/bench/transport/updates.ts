import type { Feed } from '../../../subgraphs/transport/src/feed/feed.ts';
import { JourneyPlanner } from '../../../subgraphs/transport/src/journey/planner.ts';
import { planningTables } from '../../../subgraphs/transport/src/journey/planning-tables.ts';
import { buildTimetable } from '../../../subgraphs/transport/src/journey/timetable.ts';
import { runsForJourneys } from '../../../subgraphs/transport/src/realtime/trips/runs-for-journeys.ts';
import { MessageApplier } from './apply.ts';
import { checkRuns } from './check-runs.ts';
import { timed } from './cpu-time.ts';
import { busiestDay } from './feed.ts';
import { noFigures, suite, type TransportRow } from './row.ts';
import { atEveryStop, atSomeStops, messageOf, updateCount } from './trip-updates.ts';

const count = updateCount.toLocaleString('en');
export const fewStops = `${count} trip updates, one to five stops each`;
const everyStop = `${count} trip updates, every stop`;
/** The applied steps together; decoding is apart, because it depends on the size of the message. */
export const inAll = 'in all, without decoding';

/** Rounds before the measured ones, for the compiler. */
const warmUp = 4;

/**
 * CPU time from a message to its use in boards and journeys, by step. Each round has another message; the
 * runs of the first one are compared with a second implementation.
 */
export async function measureUpdates(
  feed: Feed,
  path: string,
  { rounds, random, say }: { rounds: number; random: () => number; say: (line: string) => void },
): Promise<TransportRow[]> {
  const day = busiestDay(feed);
  const timestamp = feed.clock.serviceDayStart(day) + 8 * 3_600;
  const kinds = [
    [fewStops, atSomeStops(random)],
    [everyStop, atEveryStop(random)],
  ] as const;
  // Made before anything is measured, so that their garbage is not.
  const messages = Array.from({ length: warmUp + rounds }, (_, index) => {
    const made = kinds.map(([query, updatesOf]) => ({
      query,
      bytes: messageOf(feed, day, updatesOf, { timestamp }),
    }));
    return { round: index + 1 - warmUp, made: index % 2 === 0 ? made : made.toReversed() };
  });
  const applier = new MessageApplier(feed);
  const planner = new JourneyPlanner(buildTimetable(planningTables(feed)));
  const rows: TransportRow[] = [];
  for (const { round, made } of messages) {
    for (const { query, bytes } of made) {
      const [message, decodeMs] = await timed(() => applier.decode(bytes));
      const [snapshot, buildMs] = await timed(() => applier.apply(message));
      const [, overlayMs] = await timed(() => planner.useRuns(snapshot.forJourneys));
      // A part of building the snapshot, measured by itself.
      const [, prepareMs] = await timed(() => runsForJourneys(feed, snapshot.trips));
      if (round === 1 - warmUp)
        say(`  ${await checkRuns(snapshot, path, bytes, day)} calls of runs equal the oracle`);
      if (round < 1) continue;
      const steps = {
        decoding: decodeMs,
        'applying to trips': buildMs - prepareMs,
        'preparing for journeys': prepareMs,
        'overlay in the planner thread': overlayMs,
        [inAll]: buildMs + overlayMs,
      };
      for (const [contender, ms] of Object.entries(steps)) {
        rows.push({ ...noFigures, suite, part: 'updates', query, contender, round, cpu_ms: ms });
      }
    }
  }
  return rows;
}
