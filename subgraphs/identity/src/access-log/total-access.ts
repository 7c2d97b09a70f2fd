import { sql } from 'kysely';
import { cityTimeZone } from '../citizen/age.ts';
import { testConsent } from '../issuer/token-claims.ts';
import type { IdentityDatabase } from '../store/database.ts';
import { checkPeriod, type Period } from './period.ts';

export interface AccessTotal {
  /** YYYY-MM-DD in the city's time zone. */
  readonly day: string;
  readonly app: string | null;
  readonly reader: 'APP_FOR_CITIZEN' | 'APP' | 'OFFICIAL';
  /** Whether a developer tested the app with a synthetic citizen. */
  readonly is_test: boolean;
  readonly purpose: string | null;
  readonly fields: readonly string[];
  readonly records: string;
  readonly last_read_at: Date;
}

/**
 * Counts the reads of these subgraphs' fields by day, reader and purpose, without naming people.
 *
 * @throws PublicError BAD_USER_INPUT for an empty or too long period
 */
export async function totalAccess(
  database: IdentityDatabase,
  subgraphs: readonly string[],
  period: Period,
): Promise<readonly AccessTotal[]> {
  checkPeriod(period);
  const { from, until } = period;
  const { rows } = await sql<AccessTotal>`
    with owned as (
      select distinct hash from access_record_owner
      where subgraph = any (${subgraphs}::text[]) and time >= ${from} and time < ${until}
    )
    select (time at time zone ${cityTimeZone})::date::text as day, app,
      case when caller in ('operator', 'admin') then 'OFFICIAL'
        when caller = 'citizen' then 'APP_FOR_CITIZEN' else 'APP' end as reader,
      coalesce(starts_with(consent, ${testConsent}), false) as is_test,
      purpose,
      coalesce(array_agg(distinct field order by field) filter (where field is not null), '{}') as fields,
      count(distinct hash) as records, max(time) as last_read_at
    from owned join access_record using (hash)
    left join lateral (
      select jsonb_array_elements_text(fields -> subgraph) as field
      from unnest(${subgraphs}::text[]) as subgraph
    ) as of_owner on true
    group by 1, 2, 3, 4, 5
    order by 1 desc, 2 nulls last, 3, 4, 5 nulls last
    limit 2000`.execute(database);
  return rows;
}
