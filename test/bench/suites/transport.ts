import { randomFractions } from '@civic-graph/testing';
import { printedSeed } from '../../../subgraphs/transport/test/random.ts';
import { compareJourneys } from '../transport/compare.ts';
import { feedPath, openFeed } from '../transport/feed.ts';
import { measureJourneys } from '../transport/journeys.ts';
import { measureLoading } from '../transport/loading.ts';
import { measureReplacing } from '../transport/replacing.ts';
import type { LoadingRow, TransportRow } from '../transport/row.ts';
import { tables } from '../transport/tables.ts';
import { targetsMet } from '../transport/targets.ts';
import { measureUpdates } from '../transport/updates.ts';
import type { SuiteOptions, SuiteResult } from './suite.ts';

const parts: readonly TransportRow['part'][] = ['journeys', 'updates', 'loading', 'replacing'];
const comparedQueries = 10_000;
const comparedQuickly = 1_000;

/**
 * Journeys by timetable and in real time, 10,000 trip updates, loading, and a feed that is replaced, with the
 * feed of `TRANSPORT_GTFS`, else a real one. Random journeys are compared with an exhaustive search.
 */
export async function run({ rounds, say, quick, queries, mostRows }: SuiteOptions): Promise<SuiteResult> {
  const unknown = queries?.filter((part) => !(parts as readonly string[]).includes(part)) ?? [];
  if (unknown.length > 0) throw new Error(`there is no part ${unknown.join(', ')}, only ${parts.join(', ')}`);
  const isChosen = (part: TransportRow['part']) => queries === null || queries.includes(part);
  const random = randomFractions(printedSeed());
  const path = feedPath();
  const rows: TransportRow[] = [];
  const loads: LoadingRow[] = [];
  // Loading first: the process that waits for it is small then.
  if (isChosen('loading')) loads.push(...(await measureLoading(path, { rounds, quick, mostRows, say })));
  const replacements = isChosen('replacing') ? await measureReplacing(path, { rounds, quick, say }) : [];
  const feed = await openFeed(path);
  // Before the comparison, whose small timetables would be part of what the compiler has seen.
  if (isChosen('updates')) rows.push(...(await measureUpdates(feed, path, { rounds, random, say })));
  if (isChosen('journeys')) {
    const count = quick ? comparedQuickly : comparedQueries;
    say(
      `  ${count} queries with ${await compareJourneys(count, random)} journeys equal an exhaustive search`,
    );
    rows.push(...(await measureJourneys(feed, rounds, random)));
  }
  const found = [rows, loads, replacements] as const;
  return { rows: found.flat(), table: [targetsMet(...found), ...tables(...found)].join('\n\n') };
}
