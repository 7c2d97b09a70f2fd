import { sql, type Transaction } from 'kysely';
import type { IdentityTables } from '../store/database.ts';
import {
  isJoin,
  isKnown,
  isSweep,
  joinFigures,
  type Measure,
  mayBeSweep,
  type ProfilingFigures,
  sweepFigures,
  type Tally,
} from './judge-window.ts';
import type { ProfilingAlertRow, ProfilingKind, ReadingWindow } from './tables.ts';
import type { ProfilingThresholds } from './thresholds.ts';

/** Windows before it that say what is usual. */
const usualWindows = { day: 28, week: 8 } as const;

interface Finding {
  readonly kind: ProfilingKind;
  readonly figures: ProfilingFigures;
  readonly measure: Measure;
}

/**
 * Judges windows whose figures have changed. What is below the thresholds costs one look at its few tallies;
 * only what is above them is held against the past and the population.
 *
 * @returns the alerts that are new; one that is there already gets the present figures of its window
 */
export async function raiseAlerts(
  transaction: Transaction<IdentityTables>,
  windows: readonly ReadingWindow[],
  thresholds: ProfilingThresholds,
  now: Date,
): Promise<readonly ProfilingAlertRow[]> {
  const raised: ProfilingAlertRow[] = [];
  // Days first: a week does not repeat what one of its days has told.
  for (const window of windows.toSorted((one, other) => (one.period < other.period ? -1 : 1))) {
    for (const finding of await judge(transaction, window, thresholds)) {
      const known = await alertsOfReader(transaction, window);
      const isOwn = (alert: ProfilingAlertRow) =>
        alert.kind === finding.kind && alert.period === window.period && alert.start === window.start;
      const own = known.find(isOwn);
      if (own !== undefined) await update(transaction, own.id, finding);
      else if (!isKnown(finding.kind, window, finding.figures, known, thresholds)) {
        raised.push(await insert(transaction, window, finding, now));
      }
    }
  }
  return raised;
}

async function judge(
  transaction: Transaction<IdentityTables>,
  window: ReadingWindow,
  thresholds: ProfilingThresholds,
): Promise<readonly Finding[]> {
  const tallies = await talliesOf(transaction, window);
  const join = joinFigures(tallies, thresholds);
  const sweep = sweepFigures(tallies, thresholds);
  const isJoined = isJoin(window, join, thresholds);
  if (!isJoined && !mayBeSweep(window, sweep, thresholds)) return [];
  const measure = await measureOf(transaction, window);
  const isSwept = isSweep(window, sweep, measure, thresholds);
  return [
    ...(isJoined ? [{ kind: 'join', figures: join, measure } as const] : []),
    ...(isSwept ? [{ kind: 'sweep', figures: sweep, measure } as const] : []),
  ];
}

async function talliesOf(
  transaction: Transaction<IdentityTables>,
  { app, official_agency, period, start }: ReadingWindow,
): Promise<readonly Tally[]> {
  const rows = await transaction
    .selectFrom('profile_tally')
    .select(['subgraphs', 'people'])
    .where('app', '=', app)
    .where('official_agency', '=', official_agency)
    .where('period', '=', period)
    .where('start', '=', start)
    .execute();
  return rows.map(({ subgraphs, people }) => ({ subgraphs, people: Number(people) }));
}

async function measureOf(
  transaction: Transaction<IdentityTables>,
  { app, official_agency, period, start }: ReadingWindow,
): Promise<Measure> {
  // The median: a sweep of last week must not make the next one usual. Of a large registry the planner's
  // estimate is good enough, and counting it would take seconds.
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
  { kind, figures, measure }: Finding,
  now: Date,
): Promise<ProfilingAlertRow> {
  return transaction
    .insertInto('profiling_alert')
    .values({
      ...window,
      kind,
      ...columnsOf(figures),
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
  { figures }: Finding,
): Promise<void> {
  await transaction.updateTable('profiling_alert').set(columnsOf(figures)).where('id', '=', id).execute();
}

function columnsOf({ subgraphs, people, joinedPeople, mostAgencies }: ProfilingFigures) {
  return {
    subgraphs: [...subgraphs],
    people: String(people),
    joined_people: String(joinedPeople),
    most_agencies: mostAgencies,
  };
}
