import { sql, type Transaction } from 'kysely';
import type { NumberedRecord } from '../access-log/receive-entries.ts';
import { cityTimeZone } from '../citizen/age.ts';
import type { IdentityDatabase, IdentityTables } from '../store/database.ts';
import type { ReadingWindow } from './tables.ts';

/**
 * Adds new records to the tallies, in time proportional to the new records. A person already counted with the
 * same owners is not written again.
 *
 * @param records each record exactly once, as the chain ensures
 * @returns the windows whose counts have changed
 */
export async function tallyReadings(
  transaction: Transaction<IdentityTables>,
  records: readonly NumberedRecord[],
): Promise<readonly ReadingWindow[]> {
  const rows = records.map(({ head, record }) => ({
    time: record.time,
    app: record.app ?? '',
    official_agency: record.officialAgency ?? '',
    // An answer about an unknown person counts as one more person.
    subject: record.subject ?? `answer ${head}`,
    subgraphs: Object.keys(record.fields),
  }));
  // Sorted by key, so that concurrent batches wait instead of deadlocking.
  const { rows: windows } = await sql<ReadingWindow>`
    with reading as (
      select period, date_trunc(period, time at time zone ${cityTimeZone})::date as start, app, official_agency, subject,
        array_agg(distinct subgraph order by subgraph) as subgraphs
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as read(time timestamptz, app text, official_agency text, subject text, subgraphs text[]),
        unnest(read.subgraphs) as subgraph,
        unnest(array['day', 'week']) as period
      group by 1, 2, 3, 4, 5
    ), kept as (
      insert into profile_reading (period, start, app, official_agency, subject, subgraphs)
      select * from reading order by period, start, app, official_agency, subject
      on conflict (period, start, app, official_agency, subject) do update set
        subgraphs_before = profile_reading.subgraphs,
        subgraphs = array(
          select distinct each from unnest(profile_reading.subgraphs || excluded.subgraphs) as each order by each)
      where not profile_reading.subgraphs @> excluded.subgraphs
      returning *
    ), change as (
      select app, official_agency, period, start, subgraphs, 1 as people from kept
      union all
      select app, official_agency, period, start, subgraphs_before, -1 from kept where subgraphs_before <> '{}'
    ), tally as (
      insert into profile_tally (app, official_agency, period, start, subgraphs, people)
      select app, official_agency, period, start, subgraphs, sum(people) from change
      group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
      on conflict (app, official_agency, period, start, subgraphs)
        do update set people = profile_tally.people + excluded.people
      returning app, official_agency, period, start
    )
    select distinct app, official_agency, period, start from tally`.execute(transaction);
  return windows;
}

/** Days for which readers are stored; records may arrive that late. */
const keptDays = 35;

/** People are deleted after the window has passed; counts stay. */
export async function forgetReaders(database: IdentityDatabase, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptDays * 24 * 3_600_000);
  await sql`
    delete from profile_reading
    where period in ('day', 'week') and start < (${before}::timestamptz at time zone ${cityTimeZone})::date`.execute(
    database,
  );
}
