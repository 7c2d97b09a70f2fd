import type { Db } from '../database/database.ts';
import type { AgencyRelease } from './publish-supergraph.ts';

/** Reads a release as it was received. @throws Error if there is none of this version */
export async function readRelease(db: Db, version: string): Promise<AgencyRelease> {
  const { policy_cases: policyCases, ...row } = await db
    .selectFrom('subgraph_release')
    .select(['subgraph', 'agency', 'schema', 'manifest', 'policy_cases'])
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return { ...row, policyCases };
}
