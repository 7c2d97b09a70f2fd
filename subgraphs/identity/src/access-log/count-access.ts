import type { AgencyDirectory } from '@civic-graph/agencies';
import { PublicError } from '@civic-graph/errors';
import { sql } from 'kysely';
import type { IdentityDatabase } from '../store/database.ts';

export interface AccessCount {
  readonly app: string | null;
  /** Null for subgraphs that no manifest has ever named. */
  readonly agency: string | null;
  readonly records: string;
  readonly people: string;
}

/** Counting reads every record of the period: a million take six seconds. */
const longestSpanMs = 31 * 24 * 3_600_000;

/**
 * Counts each app's reads and people per agency, without naming people.
 *
 * @throws PublicError BAD_USER_INPUT for an empty or too long period
 */
export async function countAccess(
  database: IdentityDatabase,
  directory: AgencyDirectory,
  { from, until }: { readonly from: Date; readonly until: Date },
): Promise<readonly AccessCount[]> {
  const span = until.getTime() - from.getTime();
  if (span <= 0 || span > longestSpanMs)
    throw new PublicError('BAD_USER_INPUT', 'until: later than from, by 31 days at most');
  const { rows } = await sql<AccessCount>`
    with run_by as materialized (
      select * from jsonb_each_text(${JSON.stringify(Object.fromEntries(directory.agencies))}::jsonb) as of_subgraph (subgraph, agency)
    )
    select app, agency, count(*) as records, count(distinct subject) as people
    from access_record
    cross join lateral (
      select distinct agency, case when agency is null then subgraph end as unknown
      from jsonb_object_keys(fields) as subgraph left join run_by using (subgraph)
    ) as owner
    where time >= ${from} and time < ${until}
    group by app, agency, unknown
    order by app nulls last, agency nulls last, unknown`.execute(database);
  return rows;
}
