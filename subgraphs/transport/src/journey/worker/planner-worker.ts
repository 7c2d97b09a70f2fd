import { parentPort, workerData } from 'node:worker_threads';
import { runsInMerged } from '../merge/merge-runs.ts';
import { mergeTables } from '../merge/merge-tables.ts';
import { JourneyPlanner } from '../planner.ts';
import { buildTimetable } from '../timetable.ts';
import type { PlanMessage, RunsMessage, WorkerReply, WorkerStart } from './messages.ts';
import { RunsOfFeeds } from './runs-of-feeds.ts';

/*
 * Entry point of the planner thread (see planner-thread.ts): builds the timetable, reports that it is ready,
 * and answers messages in order.
 */

class Stopped extends Error {
  readonly reply: WorkerReply;

  constructor(reply: WorkerReply) {
    super(reply.kind);
    this.reply = reply;
  }
}

const { feeds, places, cancelled, planMs, windowMs } = workerData as WorkerStart;
const planner = new JourneyPlanner(buildTimetable(mergeTables(feeds, places)));
const runsOfFeeds = new RunsOfFeeds(feeds.length, (runs) => planner.useRuns(...runs));

parentPort?.on('message', (message: PlanMessage | RunsMessage) => {
  if (message.kind === 'runs') {
    const { feed, runs } = message;
    runsOfFeeds.set(feed, runsInMerged(runs, feed, feeds, places));
    return;
  }
  runsOfFeeds.useNow();
  parentPort?.postMessage(reply(message));
});
parentPort?.postMessage({ kind: 'ready' } satisfies WorkerReply);

function reply({ number, query }: PlanMessage): WorkerReply {
  const start = performance.now();
  const end = start + planMs;
  const checkStop = () => {
    if (Atomics.load(cancelled, 0) === number) throw new Stopped({ kind: 'cancelled' });
    if (performance.now() > end) throw new Stopped({ kind: 'took too long' });
  };
  try {
    checkStop();
    const isWindowOver = () => performance.now() - start > windowMs;
    return { kind: 'planned', plan: planner.planWithin(query, { checkStop, isWindowOver }) };
  } catch (error) {
    if (error instanceof Stopped) return error.reply;
    return {
      kind: 'failed',
      reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}
