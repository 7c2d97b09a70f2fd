import type { Db, ReleaseRow } from '../database/database.ts';
import type { AgencyRelease } from './publish-supergraph.ts';

const columns = ['subgraph', 'agency', 'schema', 'manifest', 'policy_cases'] as const;

/** Reads a release as it was received. @throws Error if there is none of this version */
export async function readRelease(db: Db, version: string): Promise<AgencyRelease> {
  const row = await db
    .selectFrom('subgraph_release')
    .select(columns)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return asRelease(row);
}

export function asRelease({
  subgraph,
  agency,
  schema,
  manifest,
  policy_cases: policyCases,
}: Pick<ReleaseRow, (typeof columns)[number]>): AgencyRelease {
  return { subgraph, agency, schema, manifest, policyCases };
}
