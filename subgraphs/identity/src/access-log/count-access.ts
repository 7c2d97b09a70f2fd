import type { AgencyDirectory } from '@civic-graph/agencies';
import { sql } from 'kysely';
import type { IdentityDatabase } from '../store/database.ts';
import { checkPeriod, type Period } from './period.ts';

export interface AccessCount {
  readonly app: string | null;
  /** Null for subgraphs that no manifest has ever named. */
  readonly agency: string | null;
  readonly records: string;
  readonly people: string;
}

/**
 * Counts each app's reads and people per agency, without naming people.
 *
 * @throws PublicError BAD_USER_INPUT for an empty or too long period
 */
export async function countAccess(
  database: IdentityDatabase,
  directory: AgencyDirectory,
  period: Period,
): Promise<readonly AccessCount[]> {
  checkPeriod(period);
  const { from, until } = period;
  const { rows } = await sql<AccessCount>`
    select app, agency, count(*) as records, count(distinct subject) as people
    from access_record
    cross join jsonb_object_keys(fields) as subgraph
    left join jsonb_to_recordset(${JSON.stringify(ownersOf(directory))}::jsonb)
      as owner (subgraph text, agency text, before text[]) using (subgraph)
    where time >= ${from} and time < ${until}
      -- A record that names several subgraphs of an agency counts once.
      and jsonb_exists_any(fields, before) is not true
    group by app, agency, case when agency is null then subgraph end
    order by app nulls last, agency nulls last`.execute(database);
  return rows;
}

/** `before`: subgraphs of the same agency that come first. */
function ownersOf({ agencies }: AgencyDirectory) {
  const owners = [...agencies].map(([subgraph, agency]) => ({ subgraph, agency }));
  return owners.map((owner, index) => ({
    ...owner,
    before: owners
      .slice(0, index)
      .flatMap(({ subgraph, agency }) => (agency === owner.agency ? subgraph : [])),
  }));
}
