import type { Feed } from '../../../subgraphs/transport/src/feed/feed.ts';
import { JourneyPlanner } from '../../../subgraphs/transport/src/journey/planner.ts';
import { planningTables } from '../../../subgraphs/transport/src/journey/planning-tables.ts';
import { buildTimetable } from '../../../subgraphs/transport/src/journey/timetable.ts';
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
const warmUp = 5;

interface UpdateOptions {
  readonly rounds: number;
  readonly random: () => number;
  readonly say: (line: string) => void;
}

/**
 * CPU time from a message to its use in boards and journeys, by step. Each round has another message; the
 * runs of the first one are compared with a second implementation.
 */
export async function measureUpdates(
  feed: Feed,
  path: string,
  { rounds, random, say }: UpdateOptions,
): Promise<TransportRow[]> {
  const day = busiestDay(feed);
  const timestamp = feed.clock.serviceDayStart(day) + 8 * 3_600;
  const kinds = [
    [fewStops, atSomeStops(random)],
    [everyStop, atEveryStop(random)],
  ] as const;
  const applier = new MessageApplier(feed);
  const planner = new JourneyPlanner(buildTimetable(planningTables(feed)));
  const rows: TransportRow[] = [];
  // One kind after the other, so that neither collects the garbage of the other or of making messages.
  for (const [query, updatesOf] of kinds) {
    const messages = Array.from({ length: warmUp + rounds }, () =>
      messageOf(feed, day, updatesOf, { timestamp }),
    );
    for (const [index, bytes] of messages.entries()) {
      const round = index + 1 - warmUp;
      const [message, decodeMs] = await timed(() => applier.decode(bytes));
      const [trips, applyMs] = await timed(() => applier.apply(message));
      const [prepared, prepareMs] = await timed(() => applier.prepare(trips));
      const [, overlayMs] = await timed(() => planner.useRuns(prepared));
      if (index === 0) say(`  ${await checkRuns(trips, path, bytes, day)} calls of runs equal the oracle`);
      if (round < 1) continue;
      const steps = {
        decoding: decodeMs,
        'applying to trips': applyMs,
        'preparing for journeys': prepareMs,
        'overlay in the planner thread': overlayMs,
        [inAll]: applyMs + prepareMs + overlayMs,
      };
      for (const [contender, ms] of Object.entries(steps)) {
        rows.push({ ...noFigures, suite, part: 'updates', query, contender, round, cpu_ms: ms });
      }
    }
  }
  return rows;
}
