import type { AgencyDirectory } from '@civic-graph/agencies';
import { sql, type Transaction } from 'kysely';
import type { IdentityTables } from '../store/database.ts';
import {
  isJoin,
  isKnown,
  isSweep,
  joinCounts,
  type Measure,
  mayBeSweep,
  type ProfilingCounts,
  sweepCounts,
  type Tally,
} from './judge-window.ts';
import type { ProfilingAlertRow, ProfilingKind, ReadingWindow } from './tables.ts';
import type { ProfilingThresholds } from './thresholds.ts';

/** Number of previous windows that define the typical number. */
const usualWindows = { day: 28, week: 8 } as const;

export interface AlertRules {
  readonly thresholds: ProfilingThresholds;
  readonly directory: AgencyDirectory;
}

interface Finding {
  readonly kind: ProfilingKind;
  readonly counts: ProfilingCounts;
  readonly measure: Measure;
}

/**
 * Judges changed windows. Windows below the thresholds cost one read; only others are compared with the past
 * and the population.
 *
 * @returns new alerts; an existing one is updated with the current counts
 */
export async function raiseAlerts(
  transaction: Transaction<IdentityTables>,
  windows: readonly ReadingWindow[],
  { thresholds, directory }: AlertRules,
  now: Date,
): Promise<readonly ProfilingAlertRow[]> {
  const raised: ProfilingAlertRow[] = [];
  // Days first, because a week does not repeat its days' alerts.
  for (const window of windows.toSorted((one, other) => (one.period < other.period ? -1 : 1))) {
    for (const finding of await judge(transaction, window, { thresholds, directory })) {
      const known = await alertsOfReader(transaction, window);
      const isOwn = (alert: ProfilingAlertRow) =>
        alert.kind === finding.kind && alert.period === window.period && alert.start === window.start;
      const own = known.find(isOwn);
      if (own !== undefined) await update(transaction, own.id, finding);
      else if (!isKnown(finding.kind, window, finding.counts, known, thresholds)) {
        raised.push(await insert(transaction, window, finding, now));
      }
    }
  }
  return raised;
}

async function judge(
  transaction: Transaction<IdentityTables>,
  window: ReadingWindow,
  { thresholds, directory }: AlertRules,
): Promise<readonly Finding[]> {
  const tallies = await talliesOf(transaction, window, directory);
  const join = joinCounts(tallies, thresholds);
  const sweep = sweepCounts(tallies, thresholds);
  const isJoined = isJoin(window, join, thresholds);
  if (!isJoined && !mayBeSweep(window, sweep, thresholds)) return [];
  const measure = await measureOf(transaction, window);
  const isSwept = isSweep(window, sweep, measure, thresholds);
  return [
    ...(isJoined ? [{ kind: 'join', counts: join, measure } as const] : []),
    ...(isSwept ? [{ kind: 'sweep', counts: sweep, measure } as const] : []),
  ];
}

async function talliesOf(
  transaction: Transaction<IdentityTables>,
  { app, official_agency, period, start }: ReadingWindow,
  directory: AgencyDirectory,
): Promise<readonly Tally[]> {
  const rows = await transaction
    .selectFrom('profile_tally')
    .select(['subgraphs', 'people'])
    .where('app', '=', app)
    .where('official_agency', '=', official_agency)
    .where('period', '=', period)
    .where('start', '=', start)
    .execute();
  return rows.map(({ subgraphs, people }) => ({
    subgraphs,
    // A subgraph that no manifest has ever named counts as an agency of its own.
    agencies: new Set(subgraphs.map((name) => directory.agencyOf(name) ?? `unknown ${name}`)).size,
    people: Number(people),
  }));
}

async function measureOf(
  transaction: Transaction<IdentityTables>,
  { app, official_agency, period, start }: ReadingWindow,
): Promise<Measure> {
  // The median, so that last week's sweep does not become typical. The planner's row estimate suffices for a
  // large registry; counting would take seconds.
  const { rows } = await sql<{ usual: string | null; population: string }>`
    select
      (select round(percentile_cont(0.5) within group (order by people)) from (
        select sum(people) as people from profile_tally
        where app = ${app} and official_agency = ${official_agency} and period = ${period} and start < ${start}
        group by start order by start desc limit ${usualWindows[period]}
      ) as earlier)::bigint as usual,
      (select case when reltuples >= 100000 then reltuples::bigint else (select count(*) from citizen) end
        from pg_class where oid = 'citizen'::regclass) as population`.execute(transaction);
  const [row] = rows;
  return {
    usualPeople: row?.usual === null || row === undefined ? null : Number(row.usual),
    population: Number(row?.population ?? 0),
  };
}

async function alertsOfReader(
  transaction: Transaction<IdentityTables>,
  { app, official_agency }: ReadingWindow,
): Promise<readonly ProfilingAlertRow[]> {
  return transaction
    .selectFrom('profiling_alert')
    .selectAll()
    .where('app', '=', app)
    .where('official_agency', '=', official_agency)
    .execute();
}

async function insert(
  transaction: Transaction<IdentityTables>,
  window: ReadingWindow,
  { kind, counts, measure }: Finding,
  now: Date,
): Promise<ProfilingAlertRow> {
  return transaction
    .insertInto('profiling_alert')
    .values({
      ...window,
      kind,
      ...columnsOf(counts),
      usual_people: measure.usualPeople === null ? null : String(measure.usualPeople),
      population: String(measure.population),
      raised_at: now,
      acknowledged_at: null,
      acknowledged_by: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

async function update(
  transaction: Transaction<IdentityTables>,
  id: string,
  { counts }: Finding,
): Promise<void> {
  await transaction.updateTable('profiling_alert').set(columnsOf(counts)).where('id', '=', id).execute();
}

function columnsOf({ subgraphs, people, joinedPeople, mostAgencies }: ProfilingCounts) {
  return {
    subgraphs: [...subgraphs],
    people: String(people),
    joined_people: String(joinedPeople),
    most_agencies: mostAgencies,
  };
}
